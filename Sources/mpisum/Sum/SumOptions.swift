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
    let limit = try options.seriesLimit(OptionTable.upto, base: filter.base)
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
