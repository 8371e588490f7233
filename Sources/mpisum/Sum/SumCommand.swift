import CSystem
import MPI
import ParallelSeries
import Series

/// The command `sum`.
struct SumCommand {
  /// What is printed.
  private enum Answer {
    case sum(SumResult)
    case threshold(ThresholdResult)
  }

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
      let found: (answer: Answer, work: WorkReport)?
      do {
        found = try compute(on: world, threads: threads.count, progress)
      } catch let error as SeriesError {
        // All ranks have found the same.
        bar.finish()
        if world.rank == 0 { StandardStream.remark("\(Program.name): \(error)\n") }
        Launch.letRootSpeak()
        return .usage
      }
      let seconds = start.secondsSince
      bar.finish()

      guard let found else { return .done }
      let run = RunRecord(found.work, totalSeconds: seconds, started: start.timeText)
      return try print(found.answer, found.work, run)
    }
  }

  /// The answer and what the ranks did, on the root.
  private func compute(
    on world: borrowing Communicator, threads: Int, _ progress: SumProgress
  ) throws -> (Answer, WorkReport)? {
    if let value = options.exceed, case .limit(let moments, _) = engine {
      let (threshold, work) = try world.threshold(
        moments, exceeding: value, threads: threads, progress: progress)
      guard let work else { return nil }
      let result = ThresholdResult(series: options.series, value: value, threshold: threshold)
      return (.threshold(result), work)
    }
    switch engine {
    case .direct(let direct, _):
      guard let (sum, work) = try world.sum(direct, threads: threads, progress: progress) else {
        return nil
      }
      return (.sum(try SumResult(sum, engine, of: direct, decimals: options.decimals)), work)
    case .moments(let moments, _), .limit(let moments, _):
      if moments.series.limit == .infinity && moments.diverges {
        guard let work = try world.report(threads: threads) else { return nil }
        return (.sum(SumResult(divergent: moments, engine)), work)
      }
      let (sum, work) = try world.sum(
        moments, decimals: options.decimals, threads: threads, progress: progress)
      guard let work else { return nil }
      return (.sum(SumResult(sum, engine, of: moments, decimals: options.decimals)), work)
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

  /// Prints the answer on standard output and then, apart from it, how it was computed.
  private func print(
    _ answer: Answer, _ work: WorkReport, _ run: RunRecord
  ) throws -> ExitStatus {
    let text: String
    var agrees = true
    switch answer {
    case .sum(let result):
      text = options.json ? try result.json(run) : result.text
      agrees = result.check?.agrees ?? true
    case .threshold(let result):
      text = options.json ? try result.json(run) : result.text
    }
    let status = Launch.printResult(text)
    guard status == .done else { return status }
    if options.verbose { StandardStream.remark(RankTable.text(work)) }
    if options.verbose || !options.json { StandardStream.remark(run.line(terms: terms)) }
    if agrees { return .done }
    StandardStream.remark(
      "\(Program.name): two engines disagree: this is a defect of the program or of the machine\n")
    return .tasksFailed
  }
}
