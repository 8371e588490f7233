import CommandFarm

/// The command `farm summary`.
enum FarmSummaryCommand {
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let store = try parsed.store()
    guard Launch.isRoot else { return .done }
    let isJSON = parsed.contains(OptionTable.json)
    return StoreLook.read(store) { reader in
      let analysis = try reader.analysis()
      return Launch.printResult(isJSON ? try analysis.jsonLine() : analysis.text)
    }
  }
}
