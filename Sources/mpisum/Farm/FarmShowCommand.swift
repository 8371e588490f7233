/// The command `farm show`.
enum FarmShowCommand {
  /// Which tasks are shown.
  enum Selection {
    case all
    case failed
    /// The Nth of the input.
    case task(Int)
    case slowest(Int)
  }

  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let store = try parsed.store()
    let selection = try selection(parsed)
    guard Launch.isRoot else { return .done }
    return StoreLook.show(
      store, selection, withOutput: parsed.contains(OptionTable.output),
      asJSON: parsed.contains(OptionTable.json))
  }

  private static func selection(_ parsed: ParsedOptions) throws(UsageError) -> Selection {
    let alternatives = [OptionTable.failed, OptionTable.task, OptionTable.slowest]
    let given = alternatives.filter(parsed.contains)
    guard given.count < 2 else {
      throw UsageError("--\(given[0].long) and --\(given[1].long) both say which tasks; give one")
    }
    switch given.first?.long {
    case OptionTable.failed.long: return .failed
    case OptionTable.task.long: return .task(try parsed.integer(OptionTable.task, in: 1...Int.max))
    case OptionTable.slowest.long:
      return .slowest(try parsed.integer(OptionTable.slowest, in: 1...Int.max))
    default: return .all
    }
  }
}
