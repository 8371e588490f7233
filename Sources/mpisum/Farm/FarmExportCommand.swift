import CommandFarm

/// The command `farm export`.
enum FarmExportCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let store = try parsed.store()
    let formats: [(Option, ExportFormat)] = [
      (OptionTable.joblog, .joblog), (OptionTable.csvOutput, .csv), (OptionTable.jsonl, .jsonl),
      (OptionTable.trace, .trace),
    ]
    let given = formats.filter { parsed.contains($0.0) }
    guard let (_, format) = given.first, given.count == 1 else {
      throw UsageError(
        given.isEmpty
          ? "no format is given; give one of --joblog, --csv, --jsonl and --trace"
          : "--\(given[0].0.long) and --\(given[1].0.long) are two formats; give one")
    }
    guard Launch.isRoot else { return .done }
    return StoreLook.read(store) { reader in
      try reader.export(format) { try StandardStream.output.write($0) }
      return .done
    }
  }
}
