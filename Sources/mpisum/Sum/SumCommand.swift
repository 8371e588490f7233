import CSystem
import MPI
import ParallelSeries
import Series

/// The command `sum`.
struct SumCommand {
  private let options: SumOptions
  private let series: SlowSeries

  /// Checks everything that can be wrong before MPI is started, then sums.
  static func run(_ options: ParsedOptions) throws(UsageError) -> ExitStatus {
    let start = ProgramStart()
    return try SumCommand(SumOptions(options)).run(start)
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

  /// Sums on all ranks; the root prints.
  private func run(_ start: ProgramStart) -> ExitStatus {
    withMPI(threads: .funneled, failureStatus: ExitStatus.infrastructureLost.rawValue) { world in
      let threads = try RankThreads.choose(options.threads, on: world)
      if world.rank == 0 { warn(threads.warning) }

      let progress = SumProgress()
      let bar = ProgressBar(progress, terms: series.termCount, mode: options.progress)
      if world.rank == 0 { bar.begin() }
      let report = try world.sum(series, threads: threads.count, progress: progress)
      let seconds = start.secondsSince
      bar.finish()

      guard let report else { return .done }
      let run = RunRecord(report, totalSeconds: seconds, started: start.timeText)
      return try print(SumResult(series: series, options: options, report: report, run: run))
    }
  }

  /// Tells the user once of what makes the run slower than it need be.
  private func warn(_ threads: String?) {
    if !csystem_has_fma() {
      remark("this build has no fused multiply-add and is many times slower: see 'make MARCH='")
    }
    if let threads { remark(threads) }
  }

  private func remark(_ warning: String) {
    StandardStream.remark("\(Program.name): warning: \(warning)\n")
  }

  /// Prints the result on standard output and then, apart from it, how it was computed.
  private func print(_ result: SumResult) throws -> ExitStatus {
    let status = Launch.printResult(options.json ? try result.json() : result.text)
    guard status == .done else { return status }
    if options.verbose { StandardStream.remark(RankTable.text(result.report)) }
    if options.verbose || !options.json {
      StandardStream.remark(result.run.line(terms: series.termCount))
    }
    return status
  }
}
