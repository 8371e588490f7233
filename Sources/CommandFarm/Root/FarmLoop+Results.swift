import BagOfTasks

extension FarmLoop {
  /// Stores what a running task wrote.
  func takeOutput(
    _ bytes: ArraySlice<UInt8>, of attempt: Int64, rank: Int, stream: Int
  ) throws(StoreError) {
    guard let task = live[attempt], stream < 2 else { return }
    if task.start == nil { task.start = LiveTask.Start(rank: rank, time: now, heard: now) }
    // First, so that no output is without an attempt that it belongs to.
    try recordStart(of: task)
    try store(bytes, of: task, attempt: attempt, stream: stream)
  }

  private func store(
    _ bytes: ArraySlice<UInt8>, of task: LiveTask, attempt: Int64, stream: Int
  ) throws(StoreError) {
    guard !bytes.isEmpty else { return }
    let chunk = task.chunks[stream]
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(StoreError) in
        try store.addOutput(attempt: attempt, stream: stream, chunk: chunk, bytes)
      }
    }
    try result.get()
    task.chunks[stream] += 1
  }

  /// Writes an attempt that is running.
  func recordStart(of task: LiveTask) throws(StoreError) {
    guard !task.isRecorded, let attempt = task.attempt, let start = task.start else { return }
    task.isRecorded = true
    try setState(.running, of: task)
    try record(task, attempt, rank: start.rank, started: start.time, reason: "running")
  }

  func record(
    _ task: LiveTask, _ attempt: Int64, rank: Int, started: Double, seconds: Double = 0,
    end: AttemptEnd? = nil, reason: String
  ) throws(StoreError) {
    guard let row = task.row else { return }
    try store.record(
      AttemptRecord(
        id: attempt, task: row, number: task.attempts, rank: rank,
        host: controller.bag.ranks[rank].host, slot: end?.slot ?? 0, started: started,
        seconds: seconds, exit: Int(end?.exit ?? 0), signal: Int(end?.signal ?? 0), reason: reason,
        userSeconds: end?.userSeconds ?? 0, systemSeconds: end?.systemSeconds ?? 0,
        peakMemory: end?.peakMemory ?? 0, outputBytes: end?.written[0] ?? 0,
        errorBytes: end?.written[1] ?? 0))
  }

  /// Counts an attempt that has ended for the summary.
  func count(
    _ task: LiveTask, rank: Int, started: Double, seconds: Double, end: AttemptEnd? = nil,
    reason: String, isFinal: Bool = false
  ) {
    let outcome = AttemptOutcome(
      reason: reason, exit: Int(end?.exit ?? 0), signal: Int(end?.signal ?? 0))
    failures.add(outcome, on: controller.bag.ranks[rank].host, isFinal: isFinal)
    task.tries += 1
    task.seconds += seconds
    tally.add(
      RunTally.Attempt(
        rank: rank, started: started, seconds: seconds,
        processorSeconds: (end?.userSeconds ?? 0) + (end?.systemSeconds ?? 0),
        cpus: task.task.settings.cpus, hasSucceeded: outcome.hasSucceeded,
        isRetry: task.tries > 1, taskSeconds: task.seconds))
  }

  /// Deals with a task that a rank has done with.
  func finish(_ finished: FinishedTask) throws(StoreError) {
    let attempt = Int64(finished.id.rawValue)
    guard let task = live.removeValue(forKey: attempt) else { return }
    liveBytes -= task.task.command.count
    guard finished.outcome != .cancelled, let rank = finished.rank,
      let end = AttemptEnd(finished.payload)
    else {
      task.retract()
      if ending == nil { start([task]) } else { withdrawn.append(task) }
      return
    }
    let fate = fate(of: task, end, wasRunning: finished.seconds > 0)
    try setState(fate.state, of: task)
    try record(
      task, attempt, rank: rank, started: finished.start, seconds: finished.seconds, end: end,
      reason: fate.reason)
    for stream in 0...1 {
      try store(end.rest[stream], of: task, attempt: attempt, stream: stream)
    }
    task.attempt = nil
    count(
      task, rank: rank, started: finished.start, seconds: finished.seconds, end: end,
      reason: fate.reason, isFinal: fate.state == .failed || fate.state == .timedOut)
    if options.isDurable { try commit() }
    if end.reason == .lost { try bar([rank], because: end.message) }
    try settle(task, fate, end, attempt, finished, rank: rank)
  }

  /// What is to become of a task.
  private struct Fate {
    var state: TaskState
    var reason: String
    var isAgain = false
  }

  private func fate(of task: LiveTask, _ end: AttemptEnd, wasRunning: Bool) -> Fate {
    var fate: Fate
    switch end.reason {
    case .ended where end.exit == 0 && end.signal == 0:
      return Fate(state: .succeeded, reason: "exited")
    case .ended:
      fate = Fate(state: .failed, reason: end.signal == 0 ? "exited" : "signalled")
    case .notStarted:
      fate = Fate(state: .failed, reason: "not-started")
    case .timedOut:
      fate = Fate(state: .timedOut, reason: "timed-out")
    case .cancelled where task.isOverdue:
      fate = Fate(state: .timedOut, reason: "timed-out")
    case .cancelled:
      if case .halted? = ending { return Fate(state: .interrupted, reason: "halted") }
      if ending != nil { return Fate(state: .interrupted, reason: "interrupted") }
      // All of its node's processes were signalled, and the farm goes on, for now.
      task.disturbances += 1
      if task.disturbances <= Self.mostDisturbances {
        return Fate(state: .interrupted, reason: "interrupted", isAgain: true)
      }
      fate = Fate(state: .failed, reason: end.signal == 0 ? "exited" : "signalled")
    case .lost:
      // One that takes its guardian along must not do so for ever.
      if wasRunning { task.losses += 1 }
      let isAgain = task.losses < Self.mostLosses
      return Fate(state: isAgain ? .interrupted : .failed, reason: "lost", isAgain: isAgain)
    }
    let isWanted =
      options.retryIf?.includes(
        exit: Int(end.exit), signal: Int(end.signal), timedOut: fate.state == .timedOut) ?? true
    if isWanted && task.retriesLeft > 0 {
      fate.isAgain = true
      task.retriesLeft -= 1
      fate.state = .waiting
    }
    return fate
  }

  /// Draws the conclusions from an attempt's end.
  private func settle(
    _ task: LiveTask, _ fate: Fate, _ end: AttemptEnd, _ attempt: Int64, _ finished: FinishedTask,
    rank: Int
  ) throws(StoreError) {
    let succeeded = fate.state == .succeeded
    if end.reason != .cancelled && end.reason != .lost {
      let host = controller.bag.ranks[rank].host
      for (host, advice) in health.note(task.task.ordinal, on: host, succeeded: succeeded) {
        try follow(advice, host)
      }
    }
    if fate.isAgain {
      task.avoids = ranks(besides: rank)
      // The first try again comes soon, the others later and later.
      let failures = (task.task.settings.retries ?? options.retries) - task.retriesLeft
      let delay =
        end.reason == .lost
        ? 0 : min(Self.firstDelay * Double(1 << min(max(failures - 1, 0), 16)), Self.longestDelay)
      retries.append((now + delay, task))
      return
    }
    if succeeded { durations.include(finished.seconds) }
    status.tasks.count(fate.state)
    if fate.state == .interrupted { interrupted += 1 }
    noteRate()
    if end.reason == .notStarted { console.remark("task \(task.task.ordinal): \(end.message)") }
    if end.reason == .lost {
      console.remark(
        "task \(task.task.ordinal): its guardian has died each of the \(task.losses) times that it ran"
      )
    }
    let isWhole = zip(task.chunks, end.rest).allSatisfy { $0 <= ($1.isEmpty ? 0 : 1) }
    printer.add(
      task.task, attempt: attempt, isEmpty: task.chunks == [0, 0], pieces: isWhole ? end.rest : nil)
    remarkCuts(of: task, end)
    guard fate.state != .interrupted else { return }
    let (ready, skipped) = prerequisites.end(task.task, succeeded: succeeded)
    start(ready)
    for task in skipped { try skip(task) }
    haltIfDue(after: end, succeeded: succeeded)
  }

  /// Says that the store does not have all that a task wrote.
  private func remarkCuts(of task: LiveTask, _ end: AttemptEnd) {
    guard let limit = options.outputLimit else { return }
    for (stream, name) in ["output", "error"].enumerated() where end.written[stream] > limit {
      console.remark(
        "task \(task.task.ordinal): --output-limit kept \(limit) of the \(end.written[stream]) bytes"
          + " that it wrote to standard \(name)")
    }
  }

  /// The ranks of the node that a rank is on, if there are ranks on other nodes.
  private func ranks(besides rank: Int) -> Set<Int> {
    let ranks = controller.bag.ranks
    let same = ranks.filter { $0.host == ranks[rank].host }.map(\.rank)
    return same.count < ranks.count ? Set(same) : []
  }

  /// Does what is to be done about a node.
  private func follow(_ advice: NodeHealth.Advice, _ host: String) throws(StoreError) {
    let ranks = controller.bag.ranks.filter { $0.host == host && !barred.contains($0.rank) }
    switch advice {
    case .bar:
      try bar(
        ranks.map(\.rank), because: "\(options.quarantineAfter) tasks in a row have failed there")
    case .hold:
      for rank in ranks { controller.bag.bar(rank.rank) }
      console.remark(
        "\(options.quarantineAfter) tasks in a row have failed on \(host): it gets no more until another"
          + " node shows whether they succeed there")
    case .release:
      for rank in ranks { controller.bag.unbar(rank.rank) }
      console.remark("\(host) gets tasks again")
    }
  }

  /// Gives ranks no more.
  func bar(_ ranks: [Int], because reason: String) throws(StoreError) {
    for rank in ranks where barred.insert(rank).inserted {
      let slots = controller.bag.ranks[rank]
      controller.bag.bar(rank)
      for host in health.bar(slots.host) { try follow(.release, host) }
      status.quarantined.append("rank \(rank) on \(slots.host)")
      status.slots -= slots.slots
      try store.record(quarantined: status.quarantined)
      console.remark("rank \(rank) on \(slots.host) gets no more tasks: \(reason)")
    }
    if barred.count == controller.bag.ranks.count(where: { $0.slots > 0 }) {
      end(.ranksLost, cancels: true)
    }
  }

  private func haltIfDue(after end: AttemptEnd, succeeded: Bool) {
    guard let halt = options.halt, ending == nil else { return }
    let tasks = status.tasks
    // Those of this run.
    let count =
      switch halt.why {
      case .fail: tasks.failed - status.before.failed
      case .success: tasks.succeeded - status.before.succeeded
      case .done: tasks.done - status.before.done
      }
    var gnuStatus: Int32
    switch halt.threshold {
    case .count(let limit):
      guard count >= limit else { return }
      gnuStatus = end.signal != 0 ? 128 + end.signal : end.exit
      // A task that ended well when its time was up has failed all the same.
      gnuStatus = halt.why == .success ? 0 : halt.why == .fail ? max(gnuStatus, 1) : gnuStatus
    case .percent(let percent):
      guard tasks.done >= Self.fewTasks,
        Double(count) * 100 >= percent * Double(max(tasks.read, tasks.done))
      else { return }
      gnuStatus = Int32(100 * count / max(tasks.read, 1))
    }
    let noun = halt.why == .fail ? "failed" : halt.why == .success ? "succeeded" : "ended"
    self.end(
      .halted(gnuStatus: gnuStatus, text: "halted: \(count) tasks have \(noun)"),
      cancels: halt.when == .now)
  }

  private func noteRate() {
    if let last = recentlyDone.last, now - last.time < 0.25 {
      recentlyDone[recentlyDone.count - 1].count += 1
    } else {
      recentlyDone.append((now, 1))
    }
  }

  /// How often a task may be running when its guardian is lost.
  private static let mostLosses = 3
  private static let firstDelay = 0.25
  private static let longestDelay = 60.0
  private static let fewTasks = 3
  private static let mostDisturbances = 3
}
