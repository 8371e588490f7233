import Series

/// The options of `sum`, checked as far as that is possible without knowing the series.
struct SumOptions: Sendable {
  /// How a sum may be computed.
  enum Engine: String, CaseIterable {
    case auto
    case direct
    case moments
    case limit
  }

  /// When the progress bar is shown.
  enum Progress: String, CaseIterable {
    case auto
    case always
    case never
  }

  let series: SlowSeries
  let engine: Engine
  /// The decimals that were asked for; `nil` for as many as are certain anyway.
  let decimals: Int?
  /// What the sum is to exceed, if that is asked.
  let exceed: DecimalNumber?
  /// The threads that were asked for; `nil` leaves the choice to the cores.
  let threads: Int?
  let json: Bool
  let verbose: Bool
  let progress: Progress

  /// The decimals that may be asked for.
  static let decimals = 1...10_000

  /// Reads the values out of the options that were given.
  init(_ options: ParsedOptions) throws(UsageError) {
    engine = try options.choice(OptionTable.engine)
    let filter = try options.digitFilter()
    exceed = try options.value(
      OptionTable.exceed, right: "a decimal number above 0, such as 20, 22.5 or 1e6",
      \.decimalNumber)
    for option in [OptionTable.upto, OptionTable.digits, OptionTable.engine] {
      try options.refuse(
        OptionTable.exceed, with: option, because: "it asks for an N, not for a sum")
    }
    let limit =
      exceed == nil
      ? try options.seriesLimit(OptionTable.upto, base: filter.base) : SeriesLimit.infinity
    do {
      series = try SlowSeries(filter: filter, limit: limit)
    } catch {
      throw UsageError(error.description)
    }
    decimals =
      options.contains(OptionTable.digits)
      ? try options.integer(OptionTable.digits, in: Self.decimals) : nil
    threads =
      options.value(of: OptionTable.threads) == "auto"
      ? nil : try options.integer(OptionTable.threads, in: 1...4096, or: "auto")
    json = options.contains(OptionTable.json)
    verbose = options.contains(OptionTable.verbose)
    progress = try options.choice(OptionTable.progress)
  }
}
