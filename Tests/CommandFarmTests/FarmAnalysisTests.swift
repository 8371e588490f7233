import CommandFarm
import Testing

@Suite struct FarmAnalysisTests {
  let directory: StoreDirectory
  var path: String { directory.store }

  init() throws { directory = try StoreDirectory() }

  private func analysis() throws -> FarmAnalysis { try StoreReader(path: path).analysis() }

  /// A store with a run on four slots whose attempts, each at a task of its own, start and end so.
  private func store(
    _ times: [(start: Double, end: Double)], slots: Int = 4, verdict: Int = 0
  ) throws {
    let store = try StoreScript.open(path, .new)
    var run = StoreScript.run()
    run.slots = slots
    try store.beginRun(run)
    for (index, (start, end)) in times.enumerated() {
      let task = try store.addTask(
        StoreScript.task(index + 1, "sim \(index)"), directory: StoreScript.directory,
        state: .succeeded)
      var attempt = StoreScript.attempt(Int64(index + 1), task: task)
      (attempt.started, attempt.seconds) = (1000 + start, end - start)
      try store.record(attempt)
    }
    try store.endRun(verdict: verdict, ended: 1020)
    try store.close()
  }

  // MARK: Times

  @Test func aStoreThatNoFarmHasUsedHasNoFigures() throws {
    try StoreScript.open(path, .new).close()
    let analysis = try analysis()
    #expect(analysis.runs.isEmpty && analysis.attempts == 0 && analysis.tasks.total == 0)
    #expect(analysis.failures.kinds.isEmpty && analysis.slowest.isEmpty)
  }

  @Test func aRunWithoutTasksHasAWallTimeOnly() throws {
    try store([])
    let run = try #require(try analysis().runs.first)
    #expect(run.wallSeconds == 20 && run.makespanSeconds == 0 && run.idealSeconds == 0)
    #expect(run.tailSeconds == 0 && run.utilisation == 0)
    #expect(run.busySlotSeconds == 0)
    #expect(run.idleCoreHours == 80.0 / 3600)
    #expect(!run.isTailLong && !run.isOrderWorthATry)
  }

  @Test func theTailBeginsWhenFewerTasksThanSlotsAreLeft() throws {
    // Four at a time; at 6 three are left, and the last of them is twelve seconds longer.
    try store([(1, 5), (1, 6), (1, 7), (1, 8), (5, 6), (6, 18)])
    let run = try #require(try analysis().runs.first)
    #expect(run.makespanSeconds == 17)
    #expect(run.busySlotSeconds == 35)
    // A quarter of the busy time is less.
    #expect(run.longestSeconds == 12 && run.idealSeconds == 12)
    #expect(run.tailSeconds == 12)
    #expect(run.idleCoreHours == 45.0 / 3600)
    #expect(run.utilisation == 35.0 / 80)
    #expect(run.processorSeconds == 6 * 0.1875)
    #expect(run.wastedSlotSeconds == 0 && run.retries == 0 && run.attempts == 6)
    #expect(run.isTailLong && run.isOrderWorthATry)
  }

  @Test func withFewerTasksThanSlotsAllIsTail() throws {
    try store([(1, 5), (2, 11)])
    let run = try #require(try analysis().runs.first)
    #expect(run.tailSeconds == 10 && run.makespanSeconds == 10)
    #expect(run.idealSeconds == 9)
  }

  @Test func whatWasFullToItsEndHasNoTail() throws {
    try store([(1, 6), (1, 11), (6, 11)], slots: 2)
    let run = try #require(try analysis().runs.first)
    #expect(run.tailSeconds == 0 && run.makespanSeconds == 10 && run.idealSeconds == 10)
    #expect(!run.isTailLong)
  }

  @Test(arguments: [3, 4, 5])
  func aRunThatEndedWithWorkLeftHasNoTail(verdict: Int) throws {
    try store([(1, 5), (2, 11)], verdict: verdict)
    let run = try #require(try analysis().runs.first)
    #expect(run.tailSeconds == nil && run.verdict == verdict && !run.isTailLong)
  }

  @Test func theTailIsFoundAmongThousands() throws {
    // Ends in a scrambled order, and many more than slots.
    let times = (0..<5000).map { index in
      let start = Double(index * 2677 % 5000) / 4
      return (start: start, end: start + 1 + Double(index % 7))
    }
    try store(times, slots: 7)
    let run = try #require(try analysis().runs.first)
    let ends = times.map(\.end).sorted(by: >)
    #expect(run.tailSeconds == ends[0] - ends[6])
  }

  @Test func tasksOfSeveralCoresTakeUpMoreSlots() throws {
    let store = try StoreScript.open(path, .new)
    var run = StoreScript.run()
    (run.slots, run.cpus, run.rankSlots) = (6, 2, [2, 4])
    try store.beginRun(run)
    // Cores wanted, rank and the slots that these make.
    let tasks: [(cpus: Int?, rank: Int, width: Double)] = [
      (nil, 0, 1), (1, 0, 1), (3, 0, 1.5), (99, 0, 2), (99, 1, 4),
    ]
    for (index, (cpus, rank, _)) in tasks.enumerated() {
      var task = StoreScript.task(index + 1, "sim \(index)")
      // In a name it is only text.
      task.settings.name = "\"cpus\":5"
      task.settings.cpus = cpus
      task.settings.retries = 1
      let id = try store.addTask(task, directory: StoreScript.directory, state: .succeeded)
      var attempt = StoreScript.attempt(Int64(index + 1), task: id)
      (attempt.rank, attempt.started, attempt.seconds) = (rank, 1000 + Double(index), 10)
      try store.record(attempt)
    }
    try store.endRun(verdict: 0, ended: 1020)
    try store.close()
    let figures = try #require(try analysis().runs.first)
    let widths = tasks.reduce(0) { $0 + $1.width }
    #expect(widths == 9.5 && figures.busySlotSeconds == 95)
    #expect(figures.idealSeconds == 95.0 / 6 && figures.cpus == 2)
    #expect(figures.idleCoreHours == 50.0 / 3600)
    // The last two take up all slots, until the first of them ends.
    #expect(figures.tailSeconds == 1)
  }

  // MARK: Runs

  @Test func aKilledRunHasNoEnd() throws {
    var store: RunStore? = try StoreScript.open(path, .new)
    try store?.beginRun(StoreScript.run())
    for (id, state, reason) in [
      (1, TaskState.succeeded, "exited"), (2, .running, "running"), (3, .waiting, ""),
    ] {
      let task = try #require(
        try store?.addTask(
          StoreScript.task(id, "sim \(id)"), directory: StoreScript.directory, state: state))
      guard !reason.isEmpty else { continue }
      var attempt = StoreScript.attempt(Int64(id), task: task, reason: reason)
      if reason == "running" { attempt.seconds = 0 }
      try store?.record(attempt)
    }
    try store?.record(quarantined: ["rank 1 on b"])
    try store?.commit()
    store = nil
    let killed = try analysis()
    let run = try #require(killed.runs.first)
    #expect(run.ended == nil && run.verdict == nil && run.tailSeconds == nil)
    #expect(run.attempts == 2 && run.wallSeconds == 2 && run.makespanSeconds == 1)
    #expect(run.busySlotSeconds == 0.25 && run.quarantined == ["rank 1 on b"])
    #expect(killed.tasks.total == 3 && killed.tasks.running == 1 && killed.tasks.waiting == 1)
    #expect(killed.failures.attempts == 0)

    // The next farm says how it ended, but not when.
    store = try StoreScript.open(path)
    try store?.beginRun(StoreScript.run(started: 2000))
    try store?.endRun(verdict: 4, ended: 2001)
    try store?.close()
    let resumed = try analysis()
    #expect(resumed.runs.map(\.verdict) == [5, 4] && resumed.runs.map(\.wallSeconds) == [2, 1])
    #expect(resumed.runs.map(\.quarantined) == [["rank 1 on b"], []])
    #expect(resumed.tasks.interrupted == 1)
  }

  @Test func retriesAreThoseOfOneRun() throws {
    var store = try StoreScript.open(path, .new)
    try store.beginRun(StoreScript.run())
    let ids = try [TaskState.failed, .timedOut, .succeeded].enumerated().map { index, state in
      try store.addTask(
        StoreScript.task(index + 1, "sim \(index)"), directory: StoreScript.directory,
        state: state)
    }
    func record(
      _ id: Int64, _ task: Int, _ number: Int, exit: Int = 0, signal: Int = 0, _ reason: String,
      on host: String = "node1"
    ) throws {
      var attempt = StoreScript.attempt(id, task: ids[task], number: number, reason: reason)
      (attempt.exit, attempt.signal, attempt.host, attempt.seconds) = (exit, signal, host, 2)
      try store.record(attempt)
    }
    try record(1, 0, 1, exit: 3, "exited")
    try record(2, 1, 1, signal: 9, "signalled", on: "node2")
    try record(3, 0, 2, exit: 3, "exited")
    try record(4, 2, 1, exit: 127, "not-started", on: "node2")
    try record(5, 2, 2, signal: 15, "interrupted")
    try store.endRun(verdict: 1, ended: 1010)
    try store.close()
    store = try StoreScript.open(path)
    try store.beginRun(StoreScript.run(started: 2000))
    try record(6, 0, 3, exit: 4, "exited")
    try record(7, 0, 4, exit: 3, "exited")
    try record(8, 1, 2, signal: 15, "timed-out", on: "node2")
    try record(9, 2, 3, "exited")
    try store.endRun(verdict: 1, ended: 2010)
    try store.close()

    let analysis = try analysis()
    #expect(analysis.runs.map(\.attempts) == [5, 4] && analysis.runs.map(\.retries) == [2, 1])
    #expect(analysis.attempts == 9 && analysis.retries == 3)
    // Two attempts at the same task.
    #expect(analysis.runs.map(\.longestSeconds) == [4, 4])
    #expect(analysis.runs.map(\.wastedSlotSeconds) == [10, 6])
    #expect(analysis.failures.attempts == 7)
    #expect(
      analysis.failures.kinds.map { "\($0.attempts) \($0.tasks) \($0.text)" } == [
        "3 1 exit status 3", "1 0 exit status 4", "1 0 not started (exit status 127)",
        "1 0 signal KILL", "1 1 timed out",
      ])
    #expect(
      analysis.failures.nodes.map { "\($0.host) \($0.attempts) \($0.failed)" } == [
        "node1 6 4", "node2 3 3",
      ])
  }

  // MARK: Tasks that stand out

  @Test func eachTaskStandsOutOnce() throws {
    let store = try StoreScript.open(path, .new)
    try store.beginRun(StoreScript.run())
    var id: Int64 = 0
    for ordinal in 1...8 {
      let task = try store.addTask(
        StoreScript.task(ordinal, "sim \(ordinal)\u{1B}[2J"), directory: StoreScript.directory,
        state: .succeeded)
      for number in 1...2 {
        id += 1
        var attempt = StoreScript.attempt(id, task: task, number: number)
        attempt.seconds = Double(ordinal * 10 + number)
        attempt.peakMemory = (100 - ordinal) << 20
        (attempt.outputBytes, attempt.errorBytes) = (ordinal == 3 ? 7 : 0, number)
        try store.record(attempt)
      }
    }
    try store.endRun(verdict: 0, ended: 1100)
    try store.close()
    let analysis = try analysis()
    #expect(analysis.slowest.map(\.task) == [8, 7, 6, 5, 4])
    #expect(analysis.slowest.map(\.seconds) == [82, 72, 62, 52, 42])
    #expect(analysis.slowest[0].attempt == 2 && analysis.slowest[0].run == 1)
    #expect(analysis.slowest[0].command == "sim 8\u{1B}[2J")
    #expect(analysis.slowest[0].visibleCommand == "sim 8\\x1b[2J")
    #expect(analysis.largestMemory.map(\.task) == [1, 2, 3, 4, 5])
    #expect(analysis.largestMemory.map(\.attempt) == [1, 1, 1, 1, 1])
    #expect(analysis.largestMemory[0].maxRSS == 99 * 1024)
    #expect(analysis.largestOutput.map(\.task) == [3, 1, 2, 4, 5])
    #expect(analysis.largestOutput.map(\.outputBytes) == [9, 2, 2, 2, 2])
  }
}
