import BagOfTasks
import CSystem
import MPI

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the root does in a farm: reads tasks, has them run, records what becomes of them, decides.
///
/// All of it happens on one thread, so that nothing here is locked; what comes from others comes by way of
/// ``TaskSupply`` and ``FarmController``.
final class FarmLoop {
  let options: FarmOptions
  /// How long before the end what runs is ended.
  let grace: Double
  let controller: FarmController
  let supply: TaskSupply
  let store: RunStore
  let console: any FarmConsole
  let statusFile: StatusFile
  let drainMark: DrainMark
  var doorbell: Doorbell { controller.doorbell }
  var printer: OutputPrinter

  // Tasks, by what they wait for.
  /// Those in the bag, by the ids of their attempts.
  var live: [Int64: LiveTask] = [:]
  /// The bytes of their commands.
  var liveBytes = 0
  /// Those that are run again after a while.
  var retries: [(due: Double, task: LiveTask)] = []
  var prerequisites = Prerequisites()
  /// What has been read and not been looked at.
  var unread: ArraySlice<InputItem> = []
  /// Those that came back unstarted, because nothing more is started.
  var withdrawn: [LiveTask] = []
  var isInputAtEnd = false

  /// Attempts that have been said to be running and are not in the store yet.
  var toRecord: [Int64] = []
  var nextAttempt: Int64

  var status: FarmStatus
  var matched = 0
  var matchedDone = 0
  var interrupted = 0
  var durations = DurationStatistics()
  var tally: RunTally
  var failures = FailureTally()
  /// When the store was told that the run has ended.
  var ended: Double?
  /// Whether any task's time is limited to a part of the median.
  var hasRelativeTimeouts = false
  /// Whether any task says itself how long it takes.
  var hasDeclaredTimes = false
  var health: NodeHealth
  var barred: Set<Int> = []
  var ending: Ending?
  /// When a signal said that all has to end; nil before.
  var stopTime: Double?
  /// Whether the store has been closed in a hurry.
  var isBrokenOff = false
  /// Whether what is running has been told to end.
  var hasCancelled = false

  var now = TaskReporter.now
  var lastCommit = 0.0
  var lastStatus = 0.0
  var lastShow = 0.0
  var lastLook = 0.0
  var lastDrainLook = 0.0
  var recentlyDone: [(time: Double, count: Int)] = []

  init(
    _ options: FarmOptions, controller: FarmController, supply: TaskSupply, store: RunStore,
    console: any FarmConsole
  ) {
    self.options = options
    // There must be time left to do something in.
    let left = (options.end ?? .infinity) - TaskReporter.now
    grace = min(options.grace, max(left / 4, 0))
    self.controller = controller
    self.supply = supply
    self.store = store
    self.console = console
    printer = OutputPrinter(options, console: console)
    statusFile = StatusFile(besideStore: options.store)
    drainMark = DrainMark(besideStore: options.store)
    nextAttempt = store.nextAttempt
    let ranks = controller.bag.ranks
    tally = RunTally(
      slots: ranks.reduce(0) { $0 + $1.slots }, cpus: options.cpus, rankSlots: ranks.map(\.slots))
    health = NodeHealth(limit: options.quarantineAfter)
    for rank in ranks where rank.slots > 0 { health.add(rank.host) }
    status = FarmStatus(
      store: options.store, pid: getpid(), host: ranks[controller.bag.root].host,
      started: TaskReporter.now, heartbeat: TaskReporter.now, ranks: ranks.count,
      slots: ranks.reduce(0) { $0 + $1.slots }, end: options.end)
  }

  /// Runs everything.
  ///
  /// - Returns: how it ended; the store is closed.
  func run() -> FarmSummary {
    do {
      try begin()
      while !isOver {
        try turn()
      }
      if !isBrokenOff { try close() }
    } catch {
      fail(error)
    }
    return summary()
  }

  /// Whether there is nothing more to do or to wait for.
  private var isOver: Bool {
    if isBrokenOff { return true }
    guard live.isEmpty else { return false }
    if ending != nil { return true }
    return isInputAtEnd && unread.isEmpty && retries.isEmpty && prerequisites.count == 0
  }

  /// Notes the run in the store, and tells the user how to go on with it should it be cut short.
  private func begin() throws(StoreError) {
    // One that was meant for a farm that had ended.
    drainMark.remove()
    let ranks = controller.bag.ranks
    try store.beginRun(
      RunRecord(
        version: options.version, mpi: Environment.libraryName, hosts: ranks.map(\.host),
        ranks: ranks.count, slots: status.slots, cpus: options.cpus,
        rankSlots: ranks.map(\.slots),
        options: options.commandLine.joined(separator: " "),
        directory: options.directory, started: status.started))
    nextAttempt = store.nextAttempt
    console.remark("to go on after an interruption: \(options.resumeCommand(ranks: ranks.count))")
  }

  private func turn() throws(StoreError) {
    let events = controller.take()
    now = TaskReporter.now
    for event in events { try handle(event) }
    guard !isBrokenOff else { return }
    try lookAtTheTime()
    guard !isBrokenOff else { return }
    if ending == nil { try takeInWork() }
    try commitIfDue()
    try printer.pump(from: store)
    showStatus()
    guard !isOver else { return }
    if printer.isBehind {
      console.waitForRoom(Self.readersSleep)
    } else if events.isEmpty || live.count < controller.bag.window {
      // Where much happens it is dealt with in larger pieces: waking up costs more than a task's accounts.
      doorbell.sleep(Self.longestSleep)
    } else {
      usleep(Self.shortSleep)
    }
  }

  private func handle(_ event: TaskEvent) throws(StoreError) {
    switch event {
    case .credit, .assigned, .returned:
      break
    case .started(let id, let rank, _, let time):
      let attempt = Int64(id.rawValue)
      guard let task = live[attempt] else { return }
      task.start = LiveTask.Start(rank: rank, time: time, heard: now)
      toRecord.append(attempt)
    case .output(let id, let rank, let stream, let bytes):
      try takeOutput(bytes, of: Int64(id.rawValue), rank: rank, stream: stream)
    case .finished(let tasks):
      for task in tasks { try finish(task) }
    case .terminating(let unfinished):
      try breakOff(unfinished)
    }
  }

  /// Starts nothing more, for a reason; what is running is ended too, if that is wanted.
  func end(_ reason: Ending, cancels: Bool) {
    if ending == nil {
      ending = reason
      status.state = .draining
      supply.stop()
      if let text = reason.text { console.remark(text) }
      if !cancels { controller.bag.withdraw(.allIDs) }
    }
    if cancels && !hasCancelled {
      hasCancelled = true
      controller.bag.cancel(.allIDs)
    }
  }

  // MARK: Store

  /// Writes what has happened, at most a second or a thousand results late.
  private func commitIfDue() throws(StoreError) {
    let pending = store.recordsPending
    if options.isDurable && pending > 0 || pending >= Self.recordsBehind
      || now - lastCommit >= 1
    {
      try commit()
    }
  }

  func commit() throws(StoreError) {
    for attempt in toRecord {
      if let task = live[attempt] { try recordStart(of: task) }
    }
    toRecord.removeAll(keepingCapacity: true)
    try store.commit()
    lastCommit = now
  }

  /// The end of a run whose store is whole.
  private func close() throws(StoreError) {
    for task in withdrawn + retries.map(\.task) + prerequisites.left where task.row == nil {
      task.row = try store.addTask(task.task, directory: options.directory, state: .waiting)
    }
    status.state = .ended
    status.verdict = verdict
    try endRun()
    try printTheRest()
    console.finish()
    try store.close()
    statusFile.remove()
    drainMark.remove()
  }

  /// Writes how the run ended.
  func endRun() throws(StoreError) {
    let now = TaskReporter.now
    try store.endRun(verdict: Int(verdict), ended: now)
    ended = now
  }

  /// Waits for readers of what has been stored, as long as there is time.
  private func printTheRest() throws(StoreError) {
    printer.forgetOrder()
    while true {
      try printer.pump(from: store)
      guard printer.isBehind else { return }
      now = TaskReporter.now
      guard !csystem_stop_wanted(), now < options.end ?? .infinity else {
        return console.remark(
          "outputs that nobody has read by now are not printed; the store has them")
      }
      showStatus()
      console.waitForRoom(Self.longestSleep)
    }
  }

  /// The end of a run whose store cannot be written.
  private func fail(_ error: StoreError) {
    if ending != nil { console.remark("\(error)") }
    end(.storeLost(error), cancels: true)
    ending = .storeLost(error)
    console.finish()
    // The ranks are sent home when their tasks have ended.
    while !live.isEmpty {
      for event in controller.take() {
        if case .finished(let tasks) = event {
          for task in tasks { live[Int64(task.id.rawValue)] = nil }
        } else if case .terminating = event {
          controller.letGo()
        }
      }
      if !live.isEmpty { doorbell.sleep(Self.longestSleep) }
    }
    status.state = .ended
    status.verdict = verdict
    status.heartbeat = TaskReporter.now
    statusFile.write(status)
  }

  private static let longestSleep = 50e-3
  private static let readersSleep = 5e-3
  private static let shortSleep: UInt32 = 2000
  private static let recordsBehind = 1000
}
