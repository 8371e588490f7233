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

  /// The digits of an accelerated sum that may be asked for.
  static let acceleratedDigits = 1...AcceleratedSum.mostDigits

  /// When the progress bar is shown.
  enum Progress: String, CaseIterable {
    case auto
    case always
    case never
  }

  let series: SlowSeries
  /// The function whose values are summed, if that is so.
  let plugin: CompiledTerm?
  let engine: Engine
  /// Whether the sum over all k is wanted of a term that the user has written.
  let accelerates: Bool
  /// The numbers up to which partial sums are wanted, ascending.
  let partialLimits: [Int]
  /// The decimals that were asked for; `nil` for as many as are certain anyway.
  let decimals: Int?
  /// What the sum is to exceed, if that is asked.
  let exceed: DecimalNumber?
  /// The threads that were asked for; `nil` leaves the choice to the cores.
  let threads: Int?
  let checkpoints: CheckpointOptions?
  let json: Bool
  let verbose: Bool
  let progress: Progress

  /// The decimals that may be asked for.
  static let decimals = 1...10_000

  /// Reads the values out of the options that were given.
  init(_ options: ParsedOptions) throws(UsageError) {
    engine = try options.choice(OptionTable.engine)
    accelerates = options.contains(OptionTable.accelerate)
    if accelerates { try Self.checkAcceleration(options) }
    let (term, plugin) = try options.term()
    self.plugin = plugin
    let isSlow =
      term == .reciprocal && options.value(of: OptionTable.series) == SeriesName.slow.rawValue
    let filter = try options.digitFilter(isSlow: isSlow)
    partialLimits = try options.partialLimits()
    exceed = try options.value(
      OptionTable.exceed, right: "a decimal number above 0, such as 20, 22.5 or 1e6",
      \.decimalNumber)
    for option in [OptionTable.upto, OptionTable.digits, OptionTable.engine, OptionTable.at] {
      try options.refuse(
        OptionTable.exceed, with: option, because: "it asks for an N, not for a sum")
    }
    if exceed != nil && term != .reciprocal {
      throw UsageError("--exceed is for the terms 1/k, not for \(term)")
    }
    series = try Self.series(
      term, filter, options, isInfinite: exceed != nil || accelerates, at: partialLimits)
    decimals =
      options.contains(OptionTable.digits)
      ? try options.integer(
        OptionTable.digits, in: accelerates ? Self.acceleratedDigits : Self.decimals) : nil
    if decimals != nil, !term.hasDecimals, !accelerates {
      throw UsageError(
        "--digits is for sums of which all decimals are known, not for \(term): leave it out")
    }
    threads =
      options.value(of: OptionTable.threads) == "auto"
      ? nil : try options.integer(OptionTable.threads, in: 1...4096, or: "auto")
    checkpoints = try CheckpointOptions(options)
    json = options.contains(OptionTable.json)
    verbose = options.contains(OptionTable.verbose)
    progress = try options.choice(OptionTable.progress)
  }

  private static func checkAcceleration(_ options: ParsedOptions) throws(UsageError) {
    guard options.contains(OptionTable.term) else {
      throw UsageError(
        "--accelerate is for --term; the sums of --series over all k are had by --upto inf")
    }
    for option in [OptionTable.omit, OptionTable.exactly, OptionTable.atMost] {
      try options.refuse(
        OptionTable.accelerate, with: option,
        because:
          "terms that a condition leaves out make no regular tail, and any extrapolation of it is"
          + " wrong; with conditions 1/k, 1/k^s and log(k)/k^s are summed by --series and --upto inf"
      )
    }
    for option in [OptionTable.at, OptionTable.engine, OptionTable.checkpoint] {
      try options.refuse(
        OptionTable.accelerate, with: option, because: "it sums over all k, by methods of its own")
    }
    let upto = options.values(of: OptionTable.upto).last
    if let upto, try options.seriesLimit(OptionTable.upto, base: 10) != .infinity {
      throw UsageError(
        "--accelerate sums over all k, not up to \(upto.quoted): leave one of the two out")
    }
  }

  private static func series(
    _ term: Term, _ filter: DigitFilter, _ options: ParsedOptions, isInfinite: Bool,
    at partialLimits: [Int]
  ) throws(UsageError) -> SlowSeries {
    let limit: SeriesLimit
    if isInfinite {
      limit = .infinity
    } else if let last = partialLimits.last, !options.contains(OptionTable.upto) {
      limit = .number(WholeNumber(last))
    } else {
      limit = try options.seriesLimit(OptionTable.upto, base: filter.base)
    }
    if let last = partialLimits.last, let integer = limit.integer, integer < last {
      throw UsageError("--at \(last) is above --upto \(integer): give a greater --upto, or none")
    }
    do {
      return try SlowSeries(term, filter: filter, limit: limit)
    } catch {
      throw UsageError(error.description)
    }
  }
}
