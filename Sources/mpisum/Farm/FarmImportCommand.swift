import CommandFarm

/// The command `farm import`.
enum FarmImportCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    guard let log = parsed.operands.first else {
      throw UsageError("no log is given: name GNU parallel's job log or disBatch's status file")
    }
    guard parsed.operands.count == 1 else {
      throw UsageError(
        "one log is imported at a time; \(parsed.operands[1].text.quoted) is too much"
      )
    }
    guard let store = try parsed.path(OptionTable.importStore) else {
      throw UsageError("no store is given: name the new one with --store, such as tasks.txt.farm")
    }
    let directory = try FarmOptions.absolute(try parsed.path(OptionTable.importDirectory) ?? ".")
    guard Launch.isRoot else { return .done }
    do {
      let summary = try LogImport.run(
        log: log.text, store: store, directory: directory, commandLine: CommandLine.arguments,
        version: Program.version)
      return Launch.printResult(text(summary, log: log.text))
    } catch {
      StandardStream.remark("\(Program.name): \(error)\n")
      guard let error = error as? StoreError else { return .usage }
      return error.kind == .exists ? .usage : .infrastructureLost
    }
  }

  /// Such as `tasks.log, a GNU parallel job log: 3 tasks: 2 succeeded, 1 failed`.
  private static func text(_ summary: LogImport.Summary, log: String) -> String {
    let count = summary.tasks.values.reduce(0, +)
    let states = TaskState.allCases.compactMap { state in
      summary.tasks[state].map { "\($0) \(state.rawValue)" }
    }
    return "\(log), a \(summary.format): \(count) task\(count == 1 ? "" : "s")"
      + (states.isEmpty ? "" : ": " + states.joined(separator: ", "))
      + (summary.isTorn ? "; the last line was cut short, and left out" : "") + "\n"
  }
}
