/// The options of `table`.
struct TableOptions: Sendable {
  /// How the table is printed.
  enum Format: String, CaseIterable {
    case text
    case csv
    case json
  }

  /// Where the conditions come from.
  enum Source: Sendable {
    case rows([TableLine])
    case file(ConditionFile)
  }

  let source: Source
  /// The threads that were asked for; `nil` leaves the choice to the cores.
  let threads: Int?
  let format: Format
  let progress: SumOptions.Progress

  /// Reads the values out of the options that were given.
  init(_ options: ParsedOptions) throws(UsageError) {
    let decimals =
      options.contains(OptionTable.digits)
      ? try options.integer(OptionTable.digits, in: SumOptions.decimals) : nil
    threads =
      options.value(of: OptionTable.threads) == "auto"
      ? nil : try options.integer(OptionTable.threads, in: 1...4096, or: "auto")
    format = try Self.format(options)
    progress = try options.choice(OptionTable.progress)
    guard let path = try options.path(OptionTable.tableFile) else {
      source = .rows(try options.tableLines(decimals: decimals))
      return
    }
    for option in [OptionTable.omit, OptionTable.exactly, OptionTable.atMost, OptionTable.all] {
      try options.refuse(
        option, with: OptionTable.tableFile, because: "each line of the file is a whole condition")
    }
    let common = options.only([OptionTable.base, OptionTable.upto])
    source = .file(ConditionFile(path: path, common: common, decimals: decimals))
  }

  private static func format(_ options: ParsedOptions) throws(UsageError) -> Format {
    let named: [(Option, Format?)] = [
      (OptionTable.tableFormat, nil), (OptionTable.tableCSV, .csv), (OptionTable.tableJSON, .json),
    ]
    let given = named.filter { options.contains($0.0) }
    if given.count > 1 {
      try options.refuse(
        given[0].0, with: given[1].0, because: "there is one standard output")
    }
    guard let format = given.first?.1 else { return try options.choice(OptionTable.tableFormat) }
    return format
  }
}
