internal import Series

/// The command `sum`.
struct SumCommand {
  private let options: SumOptions
  private let series: SlowSeries

  /// Checks everything that can be wrong before MPI is started, then sums.
  static func run(_ options: ParsedOptions) throws(UsageError) -> ExitStatus {
    try SumCommand(SumOptions(options)).run()
  }

  private init(_ options: SumOptions) throws(UsageError) {
    self.options = options
    do {
      let filter = try DigitFilter(omitting: options.omit, base: options.base)
      series = try SlowSeries(filter: filter, upTo: options.upto)
    } catch {
      throw UsageError(error.description)
    }
  }

  private func run() -> ExitStatus {
    .done
  }
}
