import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Signals that a batch system or its user sends to the launcher.
  @Suite struct SignalTests {
    @Test(arguments: [SIGTERM, SIGINT]) func twoHundredRunningTasksAreStopped(
      signal: Int32
    ) throws {
      let folder = try FarmFolder()
      let tasks = (1...200).map {
        "echo t\($0) >>holding; [ -e go ] || sleep 1000; echo t\($0) >>effects"
      }
      let more = TaskList.quick(1...50)
      try folder.write("tasks", TaskList.text(tasks + more))
      let arguments = ["tasks", "--slots", "100", "--resume"] + FarmFolder.store
      let job = try folder.start(arguments)
      try folder.wait(for: "200 tasks", during: job) { folder.counts("holding").count == 200 }
      try folder.launcher(of: job).send(signal)
      let result = folder.end(of: job)
      // What MPICH's launcher returns after a signal is a matter of chance.
      #expect((FarmSetup.isMPICH || result.status != 0) && !result.hasHung, "\(result)")
      folder.waitUntilAlone()
      #expect(folder.counts().isEmpty)
      if !FarmSetup.isMPICH {
        // What MPICH's launcher grants is not a second.
        let status = try folder.run(["status", "farm.db"], ranks: 0)
        #expect(status.status == 4, "\(status)")
        let attempts = try folder.attempts()
        #expect(attempts.count == 200)
        #expect(attempts.allSatisfy { $0.reason == "interrupted" })
        folder.expectOneFile()
      }
      try folder.write("go", "")
      let second = try folder.run(arguments)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete((1...200).map { "t\($0)" } + TaskList.quickEffects(1...50))
      // An interruption is not a failure. MPICH's launcher may leave no time to record them.
      let others = try folder.attempts().filter { $0.reason != "exited" }
      #expect(others.allSatisfy { ["interrupted", "lost"].contains($0.reason) }, "\(others)")
      #expect(FarmSetup.isMPICH || others.count == 200)
    }

    @Test(arguments: [1, 2]) func userSignalDrains(ranks: Int) throws {
      try expectDrained(ranks: ranks) { try $0.launcher(of: $1).send(SIGUSR1) }
    }

    @Test(arguments: [1, 2]) func aFileDrains(ranks: Int) throws {
      try expectDrained(ranks: ranks) { folder, _ in try folder.write("farm.db.drain", "") }
    }

    /// Something makes a farm drain, and another one finishes.
    private func expectDrained(
      ranks: Int, by drain: (FarmFolder, RunningJob) throws -> Void
    ) throws {
      let folder = try FarmFolder()
      let tasks = (1...4).map { "echo t\($0) >>holding; \(TaskList.hold); echo t\($0) >>effects" }
      try folder.write("tasks", TaskList.text(tasks + TaskList.quick(1...50)))
      let arguments =
        ["tasks", "--slots", "\(4 / ranks)", "--resume"] + FarmFolder.store
      // All ranks end by themselves; Open MPI's launcher need not wait for them.
      let job = try folder.start(arguments, ranks: ranks, environment: Job.noGrace)
      try folder.wait(for: "4 tasks", during: job) { folder.counts("holding").count == 4 }
      try drain(folder, job)
      // It has said so before the tasks may end.
      try folder.wait(for: "a word of it", during: job) { job.errors.contains("drain") }
      try folder.write("go", "")
      let result = folder.end(of: job)
      folder.waitUntilAlone()
      #expect(FarmSetup.isMPICH || result.status == 4, "\(result)")
      #expect(!folder.has("farm.db.drain"))
      #expect(folder.counts().keys.sorted() == ["t1", "t2", "t3", "t4"])
      #expect(try folder.run(["status", "farm.db"], ranks: 0).status == 4)
      let second = try folder.run(arguments, ranks: ranks)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete((1...4).map { "t\($0)" } + TaskList.quickEffects(1...50))
      #expect(folder.counts().values.allSatisfy { $0 == 1 })
    }

    @Test func theResumeCommandIsPrintedAtTheStart() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(["echo t >>holding; \(TaskList.hold)"]))
      let job = try folder.start(["tasks"] + FarmFolder.store, ranks: 1)
      try folder.wait(for: "the task", during: job) { folder.counts("holding").count == 1 }
      // The launcher passes it on in its own time; the task waits for the word to go.
      try folder.wait(for: "the command", during: job) { job.errors.contains("--resume") }
      try folder.write("go", "")
      #expect(folder.end(of: job).status == 0)
    }
  }
}
