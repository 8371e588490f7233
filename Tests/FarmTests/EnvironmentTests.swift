import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// What a task finds around it.
  @Suite struct EnvironmentTests {
    @Test(arguments: [0, 2]) func variablesTellATaskWhatItIs(ranks: Int) throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        #mpisum: name=first
        echo "$MPISUM_TASK_ID $MPISUM_TASK_NAME $MPISUM_ATTEMPT $MPISUM_SLOT $MPISUM_HOST"
        echo "$MPISUM_TASK_ID"

        """)
      let result = try folder.run(["tasks", "-k", "--slots", "1"] + FarmFolder.store, ranks: ranks)
      #expect(result.status == 0, "\(result)")
      #expect(result.lines == ["1 first 1 0 \(Job.host)", "2"])
    }

    @Test func nothingOfTheLauncherIsLeft() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "env\n")
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      let names = result.lines.compactMap { $0.split(separator: "=").first.map(String.init) }
      let foreign = names.filter { name in
        ["OMPI_COMM", "PMIX_", "PMI_", "ORTE_", "HYDI_", "HYDRA_", "MPI_LOCAL"]
          .contains { name.hasPrefix($0) }
      }
      #expect(foreign.isEmpty)
      #expect(names.contains("PATH") && names.contains("FARM_TEST_MARK"))
    }

    @Test func threadsOfATaskAreItsCores() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        echo $OMP_NUM_THREADS $OPENBLAS_NUM_THREADS $MPISUM_CPUS
        #mpisum: cpus=2
        echo $OMP_NUM_THREADS $MKL_NUM_THREADS $MPISUM_CPUS

        """)
      let arguments = ["tasks", "-k", "--slots", "2", "--quarantine", "0"]
      let result = try folder.run(arguments + FarmFolder.store, ranks: 1)
      #expect(result.lines == ["1 1 1", "2 2 2"], "\(result)")
      let own = try folder.run(
        arguments + ["--store", "own.db"], ranks: 1, environment: ["OMP_NUM_THREADS": "1"])
      #expect(own.lines.map { $0.first } == ["1", "1"], "\(own)")
    }

    @Test func aTaskOfTwoCoresRunsAlone() throws {
      let folder = try FarmFolder()
      // Each says when it begins and ends; no two may overlap.
      let task = "echo + >>log; sleep 0.05; echo - >>log"
      try folder.write(
        "tasks", TaskList.text((1...8).flatMap { _ in ["#mpisum: cpus=2", task] }))
      let result = try folder.run(["tasks", "--slots", "2"] + FarmFolder.store, ranks: 1)
      #expect(result.status == 0, "\(result)")
      let log = String(decoding: folder.read("log") ?? Data(), as: UTF8.self)
      #expect(log == String(repeating: "+\n-\n", count: 8))
    }

    @Test func aTaskMayUseNoMoreThanItsCores() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text((1...6).map { _ in "nproc; sleep 0.1" }))
      let result = try folder.run(
        ["tasks"] + FarmFolder.store, ranks: 0, environment: ["OMP_NUM_THREADS": ""])
      #expect(result.status == 0, "\(result)")
      #expect(result.lines == Array(repeating: "1", count: 6))
    }

    @Test func aRankThatHasNoSuchDirectoryGetsNoTasks() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...200)))
      // One of the ranks is somewhere else, as on a node where a file system is not mounted.
      try folder.write(
        "somewhere",
        """
        mkdir -p only-here
        [ "${OMPI_COMM_WORLD_RANK-$PMI_RANK}" = 0 ] || cd /
        exec "$@"

        """)
      let command = FarmSetup.launcher + ["-np", "2", "sh", "somewhere", FarmSetup.program, "farm"]
      let options = [
        "--slots", "2", "--directory", "/proc/self/cwd/only-here", "--store",
        folder.path("farm.db"),
        folder.path("tasks"),
      ]
      let result = try folder.shell((command + options).map { "'\($0)'" }.joined(separator: " "))
      #expect(result.status == 0, "\(result)")
      #expect(
        result.errors.contains(
          "rank 1 on \(Job.host) gets no more tasks: /proc/self/cwd/only-here: No such file"),
        "\(result)")
      folder.waitUntilAlone()
      let effects = folder.counts("only-here/effects")
      #expect(effects == Dictionary(uniqueKeysWithValues: (1...200).map { ("q\($0)", 1) }))
      let attempts = try folder.attempts()
      #expect(attempts.filter(\.isSuccess).count == 200)
      #expect(Set(attempts.map(\.reason)).isSubset(of: ["exited", "lost"]))
      #expect(try folder.summary().runs.map(\.quarantined) == [["rank 1 on \(Job.host)"]])
    }

    @Test func aFarmEndsWhereNoRankHasAPlaceForTemporaryFiles() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...20)))
      let result = try folder.run(["tasks", "--scratch", "/no/such"] + FarmFolder.store)
      #expect(result.status == 5, "\(result)")
      #expect(result.errors.contains("/no/such: no directory can be made"), "\(result)")
      #expect(result.errors.contains("no rank is left that can run tasks"), "\(result)")
      let second = try folder.run(["tasks", "--resume"] + FarmFolder.store)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(TaskList.quickEffects(1...20))
    }

    @Test func aScratchDirectoryIsTheTasksOwnAndRemoved() throws {
      let folder = try FarmFolder()
      _ = try folder.shell("mkdir scratch")
      let task = """
        test -z "$(ls -A "$MPISUM_SCRATCH")" && stat -c %a "$MPISUM_SCRATCH" \
        && touch "$MPISUM_SCRATCH/file" && echo "$MPISUM_SCRATCH"
        """
      try folder.write("tasks", TaskList.text((1...10).map { _ in task }))
      let options = ["--scratch", folder.path("scratch"), "--slots", "2"]
      let result = try folder.run(["tasks"] + options + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      #expect(result.lines.filter { $0 == "700" }.count == 10)
      folder.waitUntilAlone()
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("scratch"))
      #expect(left.isEmpty)
      let kept = try folder.run(
        ["tasks", "--keep-scratch", "--store", "kept.db"] + options)
      #expect(kept.status == 0, "\(kept)")
      let files = try folder.shell("find scratch -name file | wc -l")
      #expect(files.output == "10\n")
    }

    @Test func tasksRunWhereTheyAreTold() throws {
      let folder = try FarmFolder()
      _ = try folder.shell("mkdir there")
      try folder.write("tasks", "pwd; echo $PWD\n")
      let here = try folder.run(["tasks"] + FarmFolder.store)
      #expect(here.lines == [folder.url.path, folder.url.path], "\(here)")
      let there = try folder.run(
        ["tasks", "--directory", "there", "--store", "there.db"])
      #expect(there.lines == [folder.path("there"), folder.path("there")], "\(there)")
    }

    @Test func whatATaskUsedIsRecorded() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done\nhead -c 50000000 /dev/zero | tail -n 1 | wc -c\n"
      )
      #expect(try folder.run(["tasks"] + FarmFolder.store, ranks: 1).status == 0)
      let attempts = try folder.attempts().sorted { $0.ordinal < $1.ordinal }
      #expect(attempts[0].userSeconds > 0.01)
      // In KiB: `tail` keeps the only line in memory.
      #expect(attempts[1].peakMemory > 40_000)
      for attempt in attempts { #expect(attempt.seconds > 0 && attempt.started > 1.6e9) }
    }
  }
}
