import Series

/// The options of `bench`.
struct BenchOptions: Sendable {
  /// How the table is printed.
  enum Format: Sendable {
    case text
    case json
    case csv
  }

  let upto: Int
  let termsPerCore: Int
  let repeats: Int
  /// The most threads of a rank; nil: the cores that it may use.
  let threads: Int?
  let format: Format
  /// The file that a plot goes into.
  let plot: String?

  init(_ options: ParsedOptions) throws(UsageError) {
    upto = try options.integer(
      OptionTable.benchUpto, in: 1...DirectEngine.greatestLimit, limitName: "2^53")
    termsPerCore = try options.integer(OptionTable.benchTerms, in: 1...1_000_000_000_000_000)
    repeats = try options.integer(OptionTable.benchRepeat, in: 1...1000)
    threads =
      options.value(of: OptionTable.benchThreads) == "auto"
      ? nil : try options.integer(OptionTable.benchThreads, in: 1...4096, or: "auto")
    try options.refuse(
      OptionTable.json, with: OptionTable.benchCSV, because: "there is one standard output")
    format =
      options.contains(OptionTable.json)
      ? .json : options.contains(OptionTable.benchCSV) ? .csv : .text
    plot = try options.path(OptionTable.benchPlot)
  }
}
