import CommandFarm
import FoundationEssentials

/// The command `farm status`.
enum FarmStatusCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let store = try parsed.store()
    guard Launch.isRoot else { return .done }
    let now = Date.now.timeIntervalSince1970
    guard let report = FarmStatusReport(besideStore: store, now: now) else {
      return StoreLook.status(store, asJSON: parsed.contains(OptionTable.json))
    }
    return answer(report, asJSON: parsed.contains(OptionTable.json), now: now)
  }

  /// Prints a report; the status is the farm's own.
  static func answer(_ report: FarmStatusReport, asJSON isJSON: Bool, now: Double) -> ExitStatus {
    let printed = Launch.printResult(isJSON ? report.json : report.text(now: now))
    guard printed == .done else { return printed }
    return report.verdict.map(ExitStatus.init(rawValue:)) ?? .done
  }
}
