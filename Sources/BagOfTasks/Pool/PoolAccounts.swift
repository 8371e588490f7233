/// What a pool has done by now: statistics, progress, trace.
struct PoolAccounts: ~Copyable {
  private var statistics = WorkerPoolStatistics()
  private var progress = WorkerPoolProgress()
  private let report: (@Sendable (WorkerPoolProgress) -> Void)?
  private var trace: TraceFile?
  private let begin = Clock.now()
  private var lastReport = Clock.now()

  init(ranks: [RankSlots], options: WorkerPoolOptions) throws {
    statistics.ranks = ranks.map {
      WorkerPoolStatistics.Rank(rank: $0.rank, host: $0.host, slots: $0.slots)
    }
    report = options.progress
    trace = try options.trace.map { try TraceFile(path: $0, ranks: ranks) }
  }

  /// The statistics at this moment.
  var currentStatistics: WorkerPoolStatistics {
    var statistics = statistics
    statistics.seconds = Clock.now() - begin
    for rank in statistics.ranks.indices {
      let seconds = Double(statistics.ranks[rank].slots) * statistics.seconds
      statistics.ranks[rank].idleSeconds = max(0, seconds - statistics.ranks[rank].busySeconds)
    }
    return statistics
  }

  /// Includes finished tasks.
  mutating func include(_ tasks: FinishedTasks) {
    var ran = 0
    var seconds = 0.0
    tasks.forEachFrame { frame, _ in
      switch frame.outcome {
      case .succeeded: progress.succeeded += 1
      case .failed: progress.failed += 1
      case .cancelled: progress.cancelled += 1
      }
      guard frame.outcome != .cancelled else { return }
      ran += 1
      seconds += frame.seconds
    }
    guard let rank = tasks.rank else { return }
    statistics.ranks[rank].tasks += ran
    statistics.ranks[rank].busySeconds += seconds
    guard trace != nil else { return }
    for task in tasks where task.outcome != .cancelled {
      trace?.write(task, index: JobID.index(of: task.id), rank: rank)
    }
  }

  /// What reports the progress, if it is time for that.
  mutating func dueReport(submitted: Int) -> (() -> Void)? {
    guard report != nil, Clock.now() - lastReport >= Self.reportInterval else { return nil }
    return makeReport(submitted: submitted)
  }

  /// Writes what there is of the trace.
  mutating func flushTrace() { trace?.flush() }

  /// Writes what is left of the trace, and reports for the last time.
  mutating func end(submitted: Int) -> (() -> Void)? {
    trace?.close()
    trace = nil
    return report != nil ? makeReport(submitted: submitted) : nil
  }

  private mutating func makeReport(submitted: Int) -> (() -> Void)? {
    lastReport = Clock.now()
    progress.submitted = submitted
    progress.seconds = lastReport - begin
    return { [report, progress] in report?(progress) }
  }

  private static let reportInterval = 0.1
}
