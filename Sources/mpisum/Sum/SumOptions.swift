import Series

/// The options of `sum`, checked as far as that is possible without knowing the series.
struct SumOptions: Sendable {
  /// The engines of this version.
  enum Engine: String, CaseIterable {
    case direct
  }

  /// When the progress bar is shown.
  enum Progress: String, CaseIterable {
    case auto
    case always
    case never
  }

  let upto: Int
  let omit: [String]
  let base: Int
  let engine: Engine
  /// The threads that were asked for; `nil` leaves the choice to the cores.
  let threads: Int?
  let json: Bool
  let verbose: Bool
  let progress: Progress

  /// Reads the values out of the options that were given.
  init(_ options: ParsedOptions) throws(UsageError) {
    engine = try options.choice(OptionTable.engine)
    upto = try Self.upperLimit(options)
    base = try options.integer(OptionTable.base, in: DigitFilter.bases)
    let given = options.values(of: OptionTable.omit)
    guard !given.isEmpty || base >= 10 else {
      throw UsageError(
        "--base \(base) needs --omit: the digit 9, omitted by default, does not occur in that base")
    }
    omit = given.isEmpty ? [options.value(of: OptionTable.omit)] : given
    threads =
      options.value(of: OptionTable.threads) == "auto"
      ? nil : try options.integer(OptionTable.threads, in: 1...4096, or: "auto")
    json = options.contains(OptionTable.json)
    verbose = options.contains(OptionTable.verbose)
    progress = try options.choice(OptionTable.progress)
  }

  private static func upperLimit(_ options: ParsedOptions) throws(UsageError) -> Int {
    let text = options.value(of: OptionTable.upto)
    if ["inf", "infinity", "oo"].contains(text.lowercased()) {
      throw UsageError(
        "--upto \(text): infinite sums need an engine that this version lacks; 'direct' takes"
          + " N up to 2^53")
    }
    return try options.integer(
      OptionTable.upto, in: 1...SlowSeries.greatestDirectLimit,
      limitName: "2^53 with --engine direct")
  }
}
