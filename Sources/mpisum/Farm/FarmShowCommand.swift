import CommandFarm

/// The command `farm show`.
enum FarmShowCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let store = try parsed.store()
    var options = ShowOptions()
    options.selection = try selection(parsed)
    options.hasOutput = parsed.contains(OptionTable.output)
    options.isJSON = parsed.contains(OptionTable.json)
    guard Launch.isRoot else { return .done }
    return StoreLook.read(store) { [options] reader in
      try reader.show(options) { try StandardStream.output.write($0) }
      return .done
    }
  }

  private static func selection(_ parsed: ParsedOptions) throws(UsageError) -> ShowOptions.Selection
  {
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
