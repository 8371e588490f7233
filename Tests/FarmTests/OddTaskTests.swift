import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Tasks that behave as tasks should not.
  @Suite struct OddTaskTests {
    @Test func aTaskThatClosesItsOutputsLivesOn() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks",
        """
        echo first; exec >&- 2>&-; while [ ! -e go ]; do sleep 0.02; done; echo closed >>effects
        sleep 0.3; touch go; echo second; echo opener >>effects

        """)
      let result = try folder.run(["tasks", "-k"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "first\nsecond\n")
      try folder.expectComplete(["closed", "opener"])
    }

    /// Daemons are ended with the farm and do not hold it up, whatever they keep open.
    @Test func daemonsEndWithTheFarm() throws {
      let folder = try FarmFolder()
      let tasks = [
        "setsid sleep 1000 & echo a; echo a >>effects",
        "setsid sh -c 'sleep 1000 & sleep 1001' >/dev/null 2>&1 & echo b; echo b >>effects",
        "(setsid sh -c 'trap \"\" TERM HUP; (sleep 1000)' & ) ; echo c; echo c >>effects",
        "sleep 1000 & echo d; echo d >>effects",
        "nohup sleep 1000 >/dev/null 2>&1 & echo e; echo e >>effects",
      ]
      try folder.write("tasks", TaskList.text(tasks))
      let result = try folder.run(["tasks", "-k", "--slots", "2"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "a\nb\nc\nd\ne\n")
      try folder.expectComplete(["a", "b", "c", "d", "e"])
    }

    @Test(arguments: FarmSetup.endsInput ? [0, 1, 2] : [0]) func standardInputIsEmpty(ranks: Int)
      throws
    {
      let folder = try FarmFolder()
      let job = try folder.start(
        ["-", "-k"] + FarmFolder.store, ranks: ranks, isFed: true)
      // The list itself comes on standard input; no task may eat of it.
      let tasks = (1...20).map { "cat; read line; echo \($0):$line; echo e\($0) >>effects" }
      try job.input?.write(contentsOf: Data(TaskList.text(tasks).utf8))
      try job.input?.close()
      let result = folder.end(of: job)
      #expect(result.status == 0, "\(result)")
      #expect(result.lines == (1...20).map { "\($0):" })
      try folder.expectComplete((1...20).map { "e\($0)" })
    }

    @Test func tasksStartBeforeTheInputEnds() throws {
      let folder = try FarmFolder()
      let ranks = FarmSetup.endsInput ? 2 : 0
      let job = try folder.start(["-"] + FarmFolder.store, ranks: ranks, isFed: true)
      try job.input?.write(contentsOf: Data("echo a >>effects\n".utf8))
      try folder.wait(for: "the first effect", during: job) { folder.counts()["a"] == 1 }
      try job.input?.write(contentsOf: Data("echo b >>effects".utf8))
      try job.input?.close()
      let result = folder.end(of: job)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete(["a", "b"])
    }

    @Test func whatCannotBeStartedHasAShellsStatus() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "no-such-program-here x\n/etc/passwd\n/\necho fine >>effects\n")
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 1, "\(result)")
      let attempts = try folder.attempts().sorted { $0.ordinal < $1.ordinal }
      #expect(attempts.map(\.exit) == [127, 126, 126, 0])
      try folder.expectComplete(["fine"])
    }

    @Test func statusesAndSignalsAreRecorded() throws {
      let folder = try FarmFolder()
      try folder.write("tasks", "exit 7\nkill -SEGV $$\ntrue\nfalse\nexit 255\n")
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 1)
      let attempts = try folder.attempts().sorted { $0.ordinal < $1.ordinal }
      #expect(attempts.map(\.exit) == [7, 0, 0, 1, 255])
      #expect(attempts.map(\.signal) == [0, 11, 0, 0, 0])
      #expect(
        try folder.document().tasks.map(\.state) == [
          "failed", "failed", "succeeded", "failed", "failed",
        ])
    }

    @Test func aVeryLongCommandIsRun() throws {
      let folder = try FarmFolder()
      let word = String(repeating: "w", count: 100_000)
      try folder.write("tasks", "printf %s \(word); echo effect >>effects\n")
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 0, "\(result.errors.suffix(500))")
      #expect(result.output == word)
      try folder.expectComplete(["effect"])
    }

    @Test func namesNeedNotBeText() throws {
      let folder = try FarmFolder()
      try folder.write(
        "tasks", Data("printf '".utf8) + Data([0xff, 0xfe, 0x80]) + Data("'\n".utf8))
      let result = try folder.run(["tasks"] + FarmFolder.store)
      #expect(result.status == 0, "\(result)")
      #expect(result.bytes == Data([0xff, 0xfe, 0x80]))
      #expect(try folder.run(["export", "farm.db", "--jsonl"], ranks: 0).status == 0)
    }
  }
}
