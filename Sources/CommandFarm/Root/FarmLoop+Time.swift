import BagOfTasks
import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension FarmLoop {
  /// Looks at signals and clocks.
  func lookAtTheTime() throws(StoreError) {
    if csystem_stop_wanted() { try stop() }
    guard now - lastLook >= 20e-3 else { return }
    lastLook = now
    if ending == nil, csystem_drain_wanted() || isDrainMarked() {
      end(.drained, cancels: false)
    }
    if let end = options.end {
      // What runs is ended in time, what has not begun is not begun.
      if now >= end - grace {
        self.end(.timeLimit, cancels: true)
      } else if ending == nil {
        callBackWhatDoesNotFit(by: end - grace)
      }
    }
    endOverdueTasks()
  }

  /// Whether the file is there that says so; looks once a second, since file systems are slow.
  private func isDrainMarked() -> Bool {
    guard now - lastDrainLook >= 1 else { return false }
    lastDrainLook = now
    return drainMark.isSet
  }

  /// Whether a task would be done before the time limit.
  func fits(_ task: LiveTask) -> Bool {
    guard let end = options.end else { return true }
    guard let seconds = task.task.settings.time ?? options.taskTime ?? durations.median else {
      return true
    }
    return now + seconds <= end - grace
  }

  /// Sees to it that nothing is started that would not be done in time.
  private func callBackWhatDoesNotFit(by end: Double) {
    guard hasDeclaredTimes else {
      guard let seconds = options.taskTime ?? durations.median, now + seconds > end else { return }
      return self.end(.timeLimit, cancels: false)
    }
    for (attempt, task) in live where task.start == nil && !task.isCalledBack && !fits(task) {
      task.isCalledBack = true
      let id = TaskID(rawValue: UInt64(attempt))
      controller.bag.withdraw(id...id)
    }
  }

  /// Ends tasks whose limit is a part of the median.
  private func endOverdueTasks() {
    guard hasRelativeTimeouts, let median = durations.median else { return }
    for (attempt, task) in live {
      guard let start = task.start, !task.isOverdue,
        case .percent(let percent)? = task.task.settings.timeout ?? options.timeout,
        now - start.heard > percent / 100 * median
      else { continue }
      task.isOverdue = true
      let id = TaskID(rawValue: UInt64(attempt))
      controller.bag.cancel(id...id)
    }
  }

  /// Ends everything, because a signal said so.
  private func stop() throws(StoreError) {
    guard let stopTime else {
      stopTime = now
      return end(.stopped, cancels: true)
    }
    // The launcher grants a second, and a rank that has died will not answer.
    guard now - stopTime > patience, !live.isEmpty else { return }
    for task in live.values { try writeOff(task, reason: "interrupted") }
    live = [:]
    try closeInHaste()
  }

  /// How long tasks may take to end after a signal, in seconds.
  ///
  /// As long as the user's signals take, if the launcher leaves its ranks so much time: Open MPI's says how
  /// much by a variable, and otherwise leaves them one second.
  private var patience: Double {
    let granted = getenv("OMPI_MCA_odls_base_sigkill_timeout").flatMap {
      Double(String(cString: $0))
    }
    let wanted = options.termSequence.steps.reduce(0) { $0 + Double($1.milliseconds) } * 1e-3
    return max(Self.leastPatience, min(wanted + 0.1, (granted ?? 1) - 0.4))
  }

  /// Writes what can be written before the launcher ends the job.
  func breakOff(_ unfinished: [UnfinishedTasks]) throws(StoreError) {
    defer { controller.letGo() }
    for rank in unfinished {
      if rank.isDead {
        console.remark("rank \(rank.rank.rank) on \(rank.rank.host) has died: resume the farm")
      }
      for id in rank.ids.lazy.flatMap({ $0.lowerBound.rawValue...$0.upperBound.rawValue }) {
        guard let task = live.removeValue(forKey: Int64(id)) else { continue }
        try writeOff(task, reason: rank.isDead ? "lost" : "interrupted")
      }
    }
    ending = .ranksLost
    try closeInHaste()
  }

  /// Notes that nothing more will be heard of a task that a rank has.
  private func writeOff(_ task: LiveTask, reason: String) throws(StoreError) {
    interrupted += 1
    // Most of these had not been started.
    guard let attempt = task.attempt, let start = task.start else { return }
    try setState(.interrupted, of: task)
    try record(
      task, attempt, rank: start.rank, started: start.time, seconds: now - start.heard,
      reason: reason)
    count(
      task, rank: start.rank, started: start.time, seconds: now - start.heard, reason: reason)
  }

  private func closeInHaste() throws(StoreError) {
    isBrokenOff = true
    controller.abandon()
    toRecord = []
    console.finish()
    status.state = .ended
    status.verdict = verdict
    try endRun()
    try store.close()
    statusFile.remove()
  }

  // MARK: Status

  /// Tells the user and the file how things stand.
  func showStatus() {
    guard now - lastShow >= 0.25 else { return }
    lastShow = now
    recentlyDone.removeAll { now - $0.time > Self.rateWindow }
    let span = min(Self.rateWindow, max(now - status.started, 0.25))
    status.rate = Double(recentlyDone.reduce(0) { $0 + $1.count }) / span
    status.tasks.read = supply.tasksRead
    status.tasks.running = min(live.count, status.slots)
    status.secondsLeft = secondsLeft
    status.heartbeat = now
    console.show(status)
    if now - lastStatus >= 1 {
      lastStatus = now
      statusFile.write(status)
    }
  }

  private var secondsLeft: Double? {
    guard status.tasks.isAll, let mean = durations.mean else { return nil }
    let left = Double(status.tasks.queued) + Double(status.tasks.running) / 2
    return left * mean / Double(max(1, status.slots))
  }

  /// The exit status.
  var verdict: Int32 {
    let hasWorkLeft =
      !withdrawn.isEmpty || !retries.isEmpty || prerequisites.count > 0 || !unread.isEmpty
      || !isInputAtEnd || interrupted > 0
    switch ending {
    case .storeLost, .ranksLost: return Verdict.infrastructureLost
    case .input: return Verdict.usage
    case .halted: return Verdict.halted
    case .timeLimit, .drained, .stopped:
      if hasWorkLeft { return Verdict.workLeft }
    case nil:
      // A task whose declared duration did not fit.
      if hasWorkLeft { return Verdict.workLeft }
    }
    return status.tasks.failed + status.tasks.skipped > 0 ? Verdict.failures : Verdict.done
  }

  private static let rateWindow = 10.0
  private static let leastPatience = 0.6
}
