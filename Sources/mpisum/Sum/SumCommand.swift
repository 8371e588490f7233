import CSystem
import MPI
import ParallelSeries
import Series

/// The command `sum`.
struct SumCommand {
  private let options: SumOptions
  private let engine: SumEngine

  /// Checks everything that can be wrong before MPI is started, then sums.
  static func run(_ options: ParsedOptions) throws(UsageError) -> ExitStatus {
    let start = ProgramStart()
    return try SumCommand(SumOptions(options)).run(start)
  }

  private init(_ options: SumOptions) throws(UsageError) {
    self.options = options
    engine = try SumEngine(options)
  }

  /// Sums on all ranks; the root prints.
  private func run(_ start: ProgramStart) -> ExitStatus {
    withMPI(threads: .funneled, failureStatus: ExitStatus.infrastructureLost.rawValue) { world in
      let threads = try RankThreads.choose(options.threads, on: world)
      if world.rank == 0 { warn(threads.warning) }

      let progress = SumProgress()
      let bar = ProgressBar(progress, terms: terms, mode: options.progress)
      if world.rank == 0 { bar.begin() }
      let sum: (result: SumResult, work: WorkReport)?
      do {
        sum = try compute(on: world, threads: threads.count, progress)
      } catch let error as SeriesError {
        // All ranks have found the same.
        bar.finish()
        if world.rank == 0 { StandardStream.remark("\(Program.name): \(error)\n") }
        Launch.letRootSpeak()
        return .usage
      }
      let seconds = start.secondsSince
      bar.finish()

      guard let sum else { return .done }
      let run = RunRecord(sum.work, totalSeconds: seconds, started: start.timeText)
      return try print(sum.result, sum.work, run)
    }
  }

  /// The sum and what the ranks did, on the root.
  private func compute(
    on world: borrowing Communicator, threads: Int, _ progress: SumProgress
  ) throws -> (SumResult, WorkReport)? {
    switch engine {
    case .direct(let direct, _):
      guard let (sum, work) = try world.sum(direct, threads: threads, progress: progress) else {
        return nil
      }
      return (try SumResult(sum, engine, of: direct, decimals: options.decimals), work)
    case .moments(let moments, _), .limit(let moments, _):
      if moments.series.limit == .infinity && moments.diverges {
        guard let work = try world.report(threads: threads) else { return nil }
        return (SumResult(divergent: moments, engine), work)
      }
      let (sum, work) = try world.sum(
        moments, decimals: options.decimals, threads: threads, progress: progress)
      guard let work else { return nil }
      return (SumResult(sum, engine, of: moments, decimals: options.decimals), work)
    }
  }

  /// The terms that are evaluated, if they are.
  private var terms: Int? {
    if case .direct(let direct, _) = engine { direct.termCount } else { nil }
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
  private func print(
    _ result: SumResult, _ work: WorkReport, _ run: RunRecord
  ) throws -> ExitStatus {
    let status = Launch.printResult(options.json ? try result.json(run) : result.text)
    guard status == .done else { return status }
    if options.verbose { StandardStream.remark(RankTable.text(work)) }
    if options.verbose || !options.json { StandardStream.remark(run.line(terms: terms)) }
    guard result.check?.agrees ?? true else {
      StandardStream.remark(
        "\(Program.name): two engines disagree: this is a defect of the program or of the machine\n"
      )
      return .tasksFailed
    }
    return .done
  }
}
