import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Something of the farm is killed while it runs; what is left finishes, or a second run does.
  @Suite struct KillTests {
    enum Victim: String, CaseIterable {
      case worker, root, launcher, guardianOfWorker, guardianOfRoot
    }

    @Test(arguments: Victim.allCases)
    func nothingIsLostOrLeftBehindWhenAProcessIsKilled(_ victim: Victim) throws {
      let folder = try FarmFolder()
      let tasks = TaskList.quick(1...20) + TaskList.holding() + TaskList.quick(21...40)
      let effects = TaskList.quickEffects(1...40) + TaskList.holdingEffects
      try folder.write("tasks", TaskList.text(tasks))
      let arguments = ["tasks", "--slots", "6", "--resume"] + FarmFolder.store
      let job = try folder.start(arguments)
      try folder.wait(for: "tasks to run", during: job) {
        folder.counts("holding").count == 7 && folder.counts().count >= 10
      }
      try kill(victim, of: job, in: folder)
      if victim == .guardianOfRoot || victim == .guardianOfWorker {
        let rank = victim == .guardianOfRoot ? 0 : 1
        // The other rank has not lost a task: it still holds those that it had.
        try folder.wait(for: "the tasks of rank \(rank) to end") {
          folder.processes.tasks(rank: rank).isEmpty
        }
        try folder.write("go", "")
        let result = folder.end(of: job)
        #expect([0, 5].contains(result.status), "\(result)")
      } else {
        let result = folder.end(of: job)
        #expect(result.status != 0 && !result.hasHung, "\(result)")
        folder.waitUntilAlone()
        #expect(TaskList.holdingEffects.allSatisfy { folder.counts()[$0] == nil })
        try folder.write("go", "")
      }
      folder.waitUntilAlone()
      let second = try folder.run(arguments)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(effects)
      try expectOutputs(of: tasks, in: folder)
    }

    @Test func aGuardianIsKilledThatHasNothingToDo() throws {
      let folder = try FarmFolder()
      let tasks = ["\(TaskList.hold); echo held >>effects", "#mpisum: barrier"]
      try folder.write("tasks", TaskList.text(tasks + TaskList.quick(1...40)))
      let job = try folder.start(["tasks", "--slots", "2"] + FarmFolder.store)
      try folder.wait(for: "the first task", during: job) { !folder.processes.task(1).isEmpty }
      let processes = folder.processes
      let idle = processes.tasks(rank: 0).isEmpty ? 0 : 1
      let guardian = try #require(processes.guardian(idle), "\(processes.all)")
      guardian.send(SIGKILL)
      try folder.wait(for: "the guardian's end", during: job) { LiveProcess(guardian.id) == nil }
      try folder.write("go", "")
      let result = folder.end(of: job)
      #expect(result.status == 0, "\(result)")
      #expect(result.errors.contains("rank \(idle) on"), "\(result)")
      #expect(result.errors.contains("gets no more tasks: its guardian has died"), "\(result)")
      try folder.expectComplete(["held"] + TaskList.quickEffects(1...40))
    }

    @Test func theOnlyGuardianIsKilledBeforeThereAreTasks() throws {
      let folder = try FarmFolder()
      let job = try folder.start(
        ["-"] + FarmFolder.store, ranks: 1, environment: Job.noGrace, isFed: true)
      try folder.wait(for: "the farm", during: job) { job.errors.contains("to go on after") }
      try #require(folder.processes.guardian(0), "\(folder.processes.all)").send(SIGKILL)
      try folder.wait(for: "its end", during: job) { folder.processes.guardians.isEmpty }
      try job.input?.write(contentsOf: Data(TaskList.text(TaskList.quick(1...9)).utf8))
      try job.input?.close()
      let result = folder.end(of: job)
      #expect(result.status == 5, "\(result)")
      #expect(result.errors.contains("its guardian has died"), "\(result)")
      #expect(result.errors.contains("no rank is left"), "\(result)")
      folder.waitUntilAlone()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...9)))
      let second = try folder.run(["tasks", "--resume"] + FarmFolder.store)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(TaskList.quickEffects(1...9))
    }

    @Test func theOnlyRankWithoutALauncherIsKilled() throws {
      let folder = try FarmFolder()
      let tasks = TaskList.quick(1...20) + TaskList.holding()
      try folder.write("tasks", TaskList.text(tasks))
      let arguments = ["tasks", "--slots", "9", "--resume"] + FarmFolder.store
      let job = try folder.start(arguments, ranks: 0)
      try folder.wait(for: "tasks to run", during: job) { folder.counts("holding").count == 7 }
      try folder.launcher(of: job).send(SIGKILL)
      #expect(folder.end(of: job).status == 137)
      folder.waitUntilAlone()
      try folder.write("go", "")
      let second = try folder.run(arguments, ranks: 0)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(TaskList.quickEffects(1...20) + TaskList.holdingEffects)
    }

    @Test func allProcessesOfTheFarmAreKilledAgainAndAgain() throws {
      let folder = try FarmFolder()
      let numbers = 1...600
      try folder.write("tasks", TaskList.text(TaskList.quick(numbers).map { "sleep 0.01; " + $0 }))
      let arguments = ["tasks", "--slots", "2", "--resume"] + FarmFolder.store
      for round in 1...4 {
        let job = try folder.start(arguments)
        try folder.wait(for: "\(round * 100) effects", during: job) {
          folder.counts().count >= round * 100
        }
        // Launcher, ranks and guardians: as a node that is reset, but for the tasks.
        let processes = folder.processes
        try folder.launcher(of: job).send(SIGKILL)
        for process in processes.guardians + processes.ranks { process.send(SIGKILL) }
        _ = folder.end(of: job)
        // Nobody was left to end the tasks, but their parent's death does.
        folder.waitUntilAlone()
      }
      let last = try folder.run(arguments)
      #expect(last.status == 0, "\(last)")
      try folder.expectComplete(TaskList.quickEffects(numbers))
    }

    @Test func aTaskIsKilledAndRunAgain() throws {
      let folder = try FarmFolder()
      let task = "echo started >>holding; [ -e go ] || sleep 1000; echo done; echo effect >>effects"
      try folder.write("tasks", TaskList.text([task]))
      let job = try folder.start(["tasks", "--retries", "1"] + FarmFolder.store)
      try folder.wait(for: "the task", during: job) { folder.counts("holding")["started"] == 1 }
      let guardians = Set(folder.processes.guardians.map(\.id))
      let main = try #require(folder.processes.task(1).first { guardians.contains($0.parent) })
      try folder.write("go", "")
      main.send(SIGKILL)
      let result = folder.end(of: job)
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "done\n")
      try folder.expectComplete(["effect"])
      let attempts = try folder.attempts()
      #expect(attempts.map(\.signal) == [9, 0])
      #expect(attempts.map(\.reason) == ["signalled", "exited"])
      #expect(attempts.map(\.number) == [1, 2])
    }

    @Test func aChildOfATaskIsKilled() throws {
      let folder = try FarmFolder()
      let task = """
        sleep 1000 & echo $! >child; mv child pid; wait $!; echo status $?; echo effect >>effects
        """
      try folder.write("tasks", TaskList.text([task]))
      let job = try folder.start(["tasks"] + FarmFolder.store)
      try folder.wait(for: "the child", during: job) { folder.has("pid") }
      let pid = try #require(folder.counts("pid").keys.first.flatMap { Int32($0) })
      try #require(LiveProcess(pid)).send(SIGKILL)
      let result = folder.end(of: job)
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "status 137\n")
      try folder.expectComplete(["effect"])
    }

    private func kill(_ victim: Victim, of job: RunningJob, in folder: FarmFolder) throws {
      let processes = folder.processes
      let process =
        switch victim {
        case .worker: processes.rank(1)
        case .root: processes.rank(0)
        case .launcher: try folder.launcher(of: job)
        case .guardianOfWorker: processes.guardian(1)
        case .guardianOfRoot: processes.guardian(0)
        }
      try #require(process, "\(victim) is not among \(processes.all)").send(SIGKILL)
    }

    /// Every quick task's one success has its own output, whole.
    private func expectOutputs(of tasks: [String], in folder: FarmFolder) throws {
      let document = try folder.document(["--output"])
      for task in document.tasks {
        guard let number = task.command.split(separator: ";").first?.dropFirst("echo out-".count),
          task.command.hasPrefix("echo out-")
        else { continue }
        let successes = task.attempts.filter(\.isSuccess)
        #expect(successes.map(\.output) == [Data("out-\(number)\n".utf8)])
        #expect(successes.map(\.errors) == [Data("err-\(number)\n".utf8)])
      }
      #expect(document.tasks.count == tasks.count)
    }
  }
}
