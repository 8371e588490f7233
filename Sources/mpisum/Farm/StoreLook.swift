import CommandFarm
import FoundationEssentials
import Glibc

/// What the commands that look back ask of a store.
enum StoreLook {
  /// How a farm that does not run has ended.
  static func status(_ store: String, asJSON isJSON: Bool) -> ExitStatus {
    answer(store) { reader in
      let report = FarmStatusReport(try reader.summary(), of: store)
      return FarmStatusCommand.answer(
        report, asJSON: isJSON, now: Date.now.timeIntervalSince1970)
    }
  }

  static func show(_ store: String, _ options: ShowOptions) -> ExitStatus {
    answer(store) { reader in try print { try reader.show(options, $0) } }
  }

  static func export(_ store: String, _ format: ExportFormat) -> ExitStatus {
    answer(store) { reader in try print { try reader.export(format, $0) } }
  }

  private static func answer(
    _ store: String, _ body: (StoreReader) throws -> ExitStatus
  ) -> ExitStatus {
    do {
      return try body(StoreReader(path: store))
    } catch let error as StandardStream.Failure {
      StandardStream.remark("\(Program.name): cannot write to standard output: \(error.reason)\n")
    } catch {
      StandardStream.remark("\(Program.name): \(error)\n")
      if let error = error as? StoreError, [.foreign, .missing].contains(error.kind) {
        return .usage
      }
    }
    return .infrastructureLost
  }

  /// Has something written to standard output, in large pieces.
  private static func print(
    _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> ExitStatus {
    var pending: [UInt8] = []
    try body { bytes in
      pending += bytes
      guard pending.count >= 1 << 16 else { return }
      try pending.withUnsafeBytes { try StandardStream.output.write($0) }
      pending.removeAll(keepingCapacity: true)
    }
    try pending.withUnsafeBytes { try StandardStream.output.write($0) }
    try StandardStream.output.flush()
    return .done
  }
}

extension FarmStatusReport {
  /// What a store says of the last run.
  init(_ summary: StoreSummary, of store: String) {
    let count = { (states: TaskState...) in states.reduce(0) { $0 + (summary.tasks[$1] ?? 0) } }
    let (succeeded, failed) = (count(.succeeded), count(.failed, .timedOut))
    let skipped = count(.skipped)
    let queued = count(.waiting, .interrupted, .running)
    let done = succeeded + failed + skipped
    let verdict = summary.verdict.map(Int32.init) ?? ExitStatus.infrastructureLost.rawValue
    self.init(
      store: store, state: summary.verdict == nil ? .lost : .ended, started: summary.started,
      heartbeat: nil,
      tasks: Tasks(
        read: done + queued, done: done, succeeded: succeeded, failed: failed, running: 0,
        queued: queued, skipped: skipped),
      verdict: verdict, end: nil)
  }
}
