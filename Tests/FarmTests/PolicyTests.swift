import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// What is done about tasks that fail, and the exit status.
  @Suite struct PolicyTests {
    @Test func retriesEndWithASuccess() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks", "echo $MPISUM_ATTEMPT; [ $MPISUM_ATTEMPT = 3 ] && echo effect >>effects\n")
      let result = try folder.run(["tasks", "--retries", "5"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete(["effect"])
      // Attempts are kept apart.
      let attempts = try folder.document(["--output"]).tasks[0].attempts
      #expect(attempts.map(\.attempt) == [1, 2, 3])
      #expect(attempts.map(\.output) == ["1\n", "2\n", "3\n"].map { Data($0.utf8) })
    }

    @Test func retriesEndWithTheirNumber() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "echo try >>tries; exit 3\n")
      #expect(try folder.run(["tasks", "--retries", "2"] + FarmFolder.store).status == 1)
      #expect(folder.counts("tries")["try"] == 3)
      #expect(try folder.attempts().map(\.exit) == [3, 3, 3])
    }

    @Test(arguments: [
      ("exit:75", [3, 1, 1, 1]), ("exit:1-9", [1, 3, 1, 1]), ("signal", [1, 1, 3, 1]),
      ("signal:9", [1, 1, 3, 1]), ("signal:15", [1, 1, 1, 1]), ("timeout", [1, 1, 1, 3]),
      ("exit:75,timeout", [3, 1, 1, 3]),
    ])
    func retryIfChoosesFailures(condition: String, tries: [Int]) throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        echo 0 >>tries; exit 75
        echo 1 >>tries; exit 4
        echo 2 >>tries; kill -9 $$
        #mpisum: timeout=0.5
        echo 3 >>tries; sleep 1000

        """)
      let result = try folder.run(
        ["tasks", "--retries", "2", "--retry-if", condition, "--slots", "2"] + FarmFolder.store)
      #expect(result.status == 1, "\(result)")
      #expect((0..<4).map { folder.counts("tries")["\($0)"] } == tries)
    }

    @Test func aTimeoutEndsTheWholeProcessGroup() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        trap '' TERM; sleep 1000 & sleep 1001
        trap 'echo told >>effects; exit 0' TERM; sleep 1000 & wait
        sleep 1000
        echo quick >>effects

        """)
      let result = try folder.run(["tasks", "--timeout", "1", "--slots", "2"] + FarmFolder.store)
      #expect(result.status == 1, "\(result)")
      folder.waitUntilAlone()
      #expect(folder.counts() == ["told": 1, "quick": 1])
      let attempts = try folder.attempts().sorted { $0.ordinal < $1.ordinal }
      #expect(attempts.map(\.reason) == ["timed-out", "timed-out", "timed-out", "exited"])
    }

    @Test func theTermSequenceIsTheUsers() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        "trap 'echo int >>effects' INT; trap 'echo usr >>effects; exit 1' USR1\n".dropLast()
          + "; while :; do sleep 0.05; done\n")
      let result = try folder.run(
        ["tasks", "--timeout", "1", "--term-seq", "INT,500,USR1,5000,KILL,25"] + FarmFolder.store)
      #expect(result.status == 1, "\(result)")
      #expect(folder.counts() == ["int": 1, "usr": 1])
    }

    @Test func aPercentageOfTheMedianIsALimit() throws {
      let folder = try FarmFolder()
      let tasks = (1...10).map { "sleep 0.1; echo e\($0) >>effects" } + ["sleep 1000"]
      try folder.write("tasks", TaskList.text(tasks))
      let result = try folder.run(
        ["tasks", "--timeout", "3000%", "--slots", "1"] + FarmFolder.store)
      #expect(result.status == 1, "\(result)")
      try folder.expectComplete((1...10).map { "e\($0)" })
    }

    @Test func haltNowEndsWhatRuns() throws {
      let folder = try FarmFolder()
      let tasks =
        ["echo a >>holding; sleep 1000; echo a >>effects"]
        + ["while [ ! -e holding ]; do sleep 0.02; done; exit 9"] + TaskList.quick(1...100)
      try folder.write("tasks", TaskList.text(tasks))
      let result = try folder.run(
        ["tasks", "--halt", "now,fail=1", "--slots", "2"] + FarmFolder.store, ranks: 1)
      #expect(result.status == 3, "\(result)")
      folder.waitUntilAlone()
      #expect(folder.counts()["a"] == nil)
      #expect(folder.counts().count < 100)
      let status = try folder.run(["status", "farm.db"], ranks: 0)
      #expect(status.status == 3, "\(status)")
    }

    @Test func haltSoonLetsRunningTasksFinish() throws {
      let folder = try FarmFolder()
      let tasks =
        [
          "echo a >>holding; while [ ! -e failed ]; do sleep 0.02; done; sleep 0.3; echo a >>effects",
          "while [ ! -e holding ]; do sleep 0.02; done; touch failed; exit 9",
        ] + (1...100).map { "echo b\($0) >>effects; sleep 0.1" }
      try folder.write("tasks", TaskList.text(tasks))
      let arguments = ["tasks", "--resume", "--slots", "2"] + FarmFolder.store
      let result = try folder.run(arguments + ["--halt", "soon,fail=1"], ranks: 1)
      #expect(result.status == 3, "\(result)")
      #expect(folder.counts()["a"] == 1)
      #expect(folder.counts().count < 100)
      let second = try folder.run(arguments, ranks: 2)
      #expect(second.status == 1, "\(second)")
      #expect(folder.counts().values.allSatisfy { $0 == 1 })
      #expect(folder.counts().count == 101)
    }

    @Test(arguments: ["now,success=1", "soon,done=2", "soon,fail=25%"])
    func otherReasonsToHalt(policy: String) throws {
      let folder = try FarmFolder()
      let tasks = (1...200).map { "echo e\($0) >>effects; sleep 0.02; exit \($0 % 2)" }
      try folder.write("tasks", TaskList.text(tasks))
      let result = try folder.run(["tasks", "--halt", policy, "--slots", "1"] + FarmFolder.store)
      #expect(result.status == 3, "\(result)")
      #expect(folder.counts().count < 200)
      folder.waitUntilAlone()
    }

    @Test(arguments: [
      ([0, 0], 0, 0), ([0, 1], 1, 1), ([7, 1, 3], 1, 3), (Array(repeating: 1, count: 120), 1, 101),
    ])
    func exitStatusTellsWhetherTasksFailed(statuses: [Int], own: Int32, gnu: Int32) throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(statuses.map { "exit \($0)" }))
      #expect(try folder.run(["tasks", "--quarantine", "0"] + FarmFolder.store).status == own)
      #expect(try folder.run(["status", "farm.db"], ranks: 0).status == own)
      let other = ["tasks", "--quarantine", "0", "--exit", "gnu", "--store", "gnu.db"]
      #expect(try folder.run(other).status == gnu)
    }

    @Test func gnusStatusOfAHaltIsTheTasks() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "exit 9\n")
      let result = try folder.run(
        ["tasks", "--exit", "gnu", "--halt", "now,fail=1"] + FarmFolder.store)
      #expect(result.status == 9, "\(result)")
    }

    @Test func anEmptyListIsDone() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "# nothing\n\n")
      #expect(try folder.run(["tasks"] + FarmFolder.store).status == 0)
      folder.waitUntilAlone()
    }
  }
}
