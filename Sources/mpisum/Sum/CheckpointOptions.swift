import CSystem
import ParallelSeries
import Series

/// What was said of checkpoints.
struct CheckpointOptions: Sendable {
  let file: CheckpointFile
  /// Seconds between two of them.
  let interval: Double
  let resumes: Bool

  /// Reads the options; nil if no checkpoints are wanted.
  init?(_ options: ParsedOptions) throws(UsageError) {
    guard let path = try options.path(OptionTable.checkpoint) else {
      for option in [OptionTable.every, OptionTable.resumeSum] where options.contains(option) {
        throw UsageError("--\(option.long) needs --checkpoint FILE")
      }
      return nil
    }
    file = CheckpointFile(path: path)
    interval = try options.duration(OptionTable.every) ?? 60
    resumes = options.contains(OptionTable.resumeSum)
  }

  /// When and where checkpoints of a sum are written.
  func plan(
    for series: SlowSeries, plugin: CompiledTerm?, as engine: some BlockEngine
  ) -> CheckpointPlan {
    // Another version, or another function of the same name, may sum something else.
    let term = plugin.map { "\($0.symbol)(k) of \($0.fingerprint)" } ?? "\(series.term)"
    return CheckpointPlan(
      file: file, interval: interval, resumes: resumes,
      identity: "\(Program.name) \(Program.version), \(term) up to \(series.limit), "
        + "\(series.filter), blocks of \(engine.numbers.blockLength)",
      wantsStop: { csystem_stop_wanted() || csystem_drain_wanted() },
      note: { StandardStream.remark("\(Program.name): \($0)\n") })
  }
}
