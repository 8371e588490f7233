import CommandFarm
import FoundationEssentials

/// The command `farm status`.
enum FarmStatusCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let store = try parsed.store()
    guard Launch.isRoot else { return .done }
    let isJSON = parsed.contains(OptionTable.json)
    let now = Date.now.timeIntervalSince1970
    if let report = FarmStatusReport(besideStore: store, now: now) {
      return answer(report, asJSON: isJSON, now: now)
    }
    return StoreLook.read(store) { reader in
      answer(FarmStatusReport(store, try reader.summary()), asJSON: isJSON, now: now)
    }
  }

  /// Prints a report; the status is the farm's own.
  private static func answer(
    _ report: FarmStatusReport, asJSON isJSON: Bool, now: Double
  ) -> ExitStatus {
    let printed = Launch.printResult(isJSON ? report.json : report.text(now: now))
    guard printed == .done else { return printed }
    return report.verdict.map(ExitStatus.init(rawValue:)) ?? .done
  }
}
