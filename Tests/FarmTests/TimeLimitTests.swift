import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// The end of the allocation comes near.
  @Suite struct TimeLimitTests {
    @Test func whatRunsIsInterruptedAndResumed() throws {
      let folder = try FarmFolder()
      let tasks =
        TaskList.quick(1...5)
        + (1...4).map { "echo t\($0) >>holding; [ -e go ] || sleep 1000; echo t\($0) >>effects" }
        + TaskList.quick(6...10)
      try folder.write("tasks", TaskList.text(tasks))
      let arguments = ["tasks", "--slots", "2", "--resume", "--retries", "1"] + FarmFolder.store
      let first = try folder.run(arguments + ["--time-limit", "4s", "--grace", "1s"])
      #expect(first.status == 4, "\(first)")
      folder.waitUntilAlone()
      #expect(first.errors.contains("--resume"))
      #expect(try folder.run(["status", "farm.db"], ranks: 0).status == 4)
      let attempts = try folder.attempts()
      #expect(attempts.filter { $0.reason == "interrupted" }.count == 4)
      try folder.write("go", "")
      let second = try folder.run(arguments)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(TaskList.quickEffects(1...10) + (1...4).map { "t\($0)" })
      // The interruption burnt no retry: it was no failure.
      #expect(try folder.document().tasks.allSatisfy { $0.state == "succeeded" })
    }

    @Test func whatWouldNotFinishIsNotStarted() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        echo short >>effects
        #mpisum: time=1h
        echo long >>effects

        """)
      let arguments = ["tasks", "--resume"] + FarmFolder.store
      let first = try folder.run(arguments + ["--time-limit", "60s", "--grace", "1s"])
      #expect(first.status == 4, "\(first)")
      #expect(folder.counts() == ["short": 1])
      #expect(try folder.attempts().count == 1)
      let second = try folder.run(arguments)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(["short", "long"])
    }

    @Test func whatDependsOnATaskThatDoesNotFitIsLeftToo() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        #mpisum: name=long time=1h
        echo long >>effects
        #mpisum: after=long
        echo dependent >>effects
        echo short >>effects
        #mpisum: barrier
        echo last >>effects

        """)
      let arguments = ["tasks", "--resume"] + FarmFolder.store
      let first = try folder.run(arguments + ["--time-limit", "60s", "--exit", "gnu"])
      #expect(first.status == 255, "\(first)")
      #expect(folder.counts() == ["short": 1])
      #expect(try folder.run(["status", "farm.db"], ranks: 0).status == 4)
      let second = try folder.run(arguments)
      #expect(second.status == 0, "\(second)")
      try folder.expectComplete(["long", "dependent", "short", "last"])
    }

    @Test func aShortTimeIsNotAllGrace() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...3)))
      let result = try folder.run(["tasks", "--time-limit", "20s"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete(TaskList.quickEffects(1...3))
    }

    @Test func theSchedulersEndIsKnown() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "#mpisum: time=1h\necho long >>effects\n")
      let end = Int(Date().timeIntervalSince1970) + 600
      let result = try folder.run(
        ["tasks"] + FarmFolder.store, environment: ["SLURM_JOB_END_TIME": "\(end)"])
      #expect(result.status == 4, "\(result)")
      #expect(folder.counts().isEmpty)
    }

    @Test func aLimitThatIsNotReachedChangesNothing() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", TaskList.text(TaskList.quick(1...20)))
      let result = try folder.run(["tasks", "--time-limit", "1h"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete(TaskList.quickEffects(1...20))
    }
  }
}
