import CSystem
import MPI
import ParallelSeries
import Series
import Summation

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
    // Also while MPI starts, which may take longer than the user's patience; again below, since launchers
    // may leave signals blocked.
    watchSignals()
    return withMPI(threads: .funneled, failureStatus: ExitStatus.infrastructureLost.rawValue) {
      world in
      let threads = try RankThreads.choose(options.threads, on: world)
      if world.rank == 0 { warn(threads.warning) }

      let progress = SumProgress()
      let bar = ProgressBar(progress, terms: terms, mode: options.progress)
      if world.rank == 0 { bar.begin() }
      let outcome: Outcome
      do {
        outcome = try compute(on: world, threads: threads.count, progress)
      } catch let error as SeriesError {
        // All ranks have found the same.
        bar.finish()
        return fail(.usage, "\(error)")
      } catch let error as CheckpointFile.Failure {
        bar.finish()
        return fail(.infrastructureLost, "\(error)")
      }
      let seconds = start.secondsSince
      bar.finish()

      switch outcome {
      case .elsewhere: return .done
      case .stopped:
        let file = options.checkpoints?.file.path ?? ""
        return fail(.workLeft, "stopped; go on with --resume --checkpoint \(file)")
      case .answer(let answer, let work):
        let run = RunRecord(work, totalSeconds: seconds, started: start.timeText)
        let status = try print(answer, work, run)
        // Only now, when nothing can be lost any more, and only what this run has written.
        if status == .done, case .direct = engine.kind { options.checkpoints?.file.remove() }
        return status
      }
    }
  }

  /// Says on the root why all ranks end.
  private func fail(_ status: ExitStatus, _ reason: String) -> ExitStatus {
    if Launch.isRoot { StandardStream.remark("\(Program.name): \(reason)\n") }
    Launch.letRootSpeak()
    return status
  }

  /// What became of the computation on this rank.
  private enum Outcome {
    case answer(Answer, WorkReport)
    /// There is an answer on the root.
    case elsewhere
    /// A signal ended it; the checkpoint has what is done.
    case stopped
  }

  /// The answer and what the ranks did, on the root.
  private func compute(
    on world: borrowing Communicator, threads: Int, _ progress: SumProgress
  ) throws -> Outcome {
    let series = options.series
    if let value = options.exceed, case .reciprocals(let moments) = engine.kind {
      let (threshold, work) = try world.threshold(
        moments, exceeding: value, threads: threads, progress: progress)
      guard let work else { return .elsewhere }
      let result = ThresholdResult(series: series, value: value, threshold: threshold)
      return .answer(.threshold(result), work)
    }
    switch engine.kind {
    case .direct(let direct):
      return try evaluate(direct, on: world, threads: threads, progress)
    case .reciprocals(let moments):
      var partials: [(String, SumValue)] = []
      for limit in options.partialLimits {
        let engine = MomentsEngine(series.limited(to: limit))
        let (sum, _) = try world.sum(
          engine, decimals: options.decimals, threads: threads, progress: progress)
        partials.append((String(limit), value(sum, of: engine.series, terms: engine.termCount)))
      }
      if series.limit == .infinity && moments.diverges {
        guard let work = try world.report(threads: threads) else { return .elsewhere }
        return .answer(divergent(partials, Peculiarity.diverges.description), work)
      }
      let (sum, work) = try world.sum(
        moments, decimals: options.decimals, threads: threads, progress: progress)
      guard let work else { return .elsewhere }
      let terms = moments.termCount
      let note = moments.peculiarity(terms: terms)?.description
      return .answer(
        .sum(
          SumResult(
            value(sum, of: series, terms: terms), partials: partials, engine, of: series, note: note
          )), work)
    case .accelerated(let sum):
      guard let work = try world.report(threads: threads) else { return .elsewhere }
      let value = SumValue(accelerated: sum.value, decimals: options.decimals)
      return .answer(.sum(SumResult(value, partials: [], engine, of: series, note: nil)), work)
    case .terms(let moments):
      // Milliseconds of one thread, on every rank: what is refused is refused by all.
      let partials = try options.partialLimits.map { limit in
        let part = try TermMoments(series.limited(to: limit))
        let sum = try part.sum(decimals: options.decimals)
        return (String(limit), value(sum, of: part.series, terms: part.termCount))
      }
      if series.limit == .infinity, moments.diverges {
        guard let work = try world.report(threads: threads) else { return .elsewhere }
        return .answer(divergent(partials, "the sum diverges"), work)
      }
      let sum = value(
        try moments.sum(decimals: options.decimals), of: series, terms: moments.termCount)
      guard let work = try world.report(threads: threads) else { return .elsewhere }
      return .answer(
        .sum(SumResult(sum, partials: partials, engine, of: series, note: nil)), work)
    }
  }

  /// Evaluates every term.
  private func evaluate(
    _ direct: some BlockEngine, on world: borrowing Communicator, threads: Int,
    _ progress: SumProgress
  ) throws -> Outcome {
    let legs = SumLegs(direct, at: options.partialLimits)
    if let plugin = options.plugin {
      let marks = [plugin.fingerprint, ~plugin.fingerprint]
      let greatest = try world.allReduce(marks, .max)
      guard greatest[0] == ~greatest[1] else {
        throw SeriesError("not all ranks have the same library: \(plugin) differs between them")
      }
      CompiledTerm.reportCrashes(
        as: "\(Program.name): rank \(world.rank) on \(Environment.processorName)")
    }
    let found: (sums: [BoundedSum], work: WorkReport)?
    if let checkpoints = options.checkpoints {
      watchSignals()
      let (isDone, result) = try world.sum(
        legs, checkpoints.plan(for: options.series, plugin: options.plugin, as: direct),
        threads: threads, progress: progress)
      guard isDone else { return .stopped }
      found = result
    } else {
      found = try world.sum(legs, threads: threads, progress: progress)
    }
    guard let (sums, work) = found else { return .elsewhere }
    let partials = Set(options.partialLimits)
    let result = SumResult(
      sums, at: legs.limits.filter(partials.contains), engine, of: options.series,
      decimals: options.decimals)
    return .answer(.sum(result), work)
  }

  /// From now on signals are wishes, if there is a checkpoint to be written.
  private func watchSignals() {
    if options.checkpoints != nil, case .direct = engine.kind { csystem_stop_watch(Self.patience) }
  }

  /// Seconds that a rank has to write its last checkpoint.
  private static let patience: UInt32 = 30

  private func value(_ sum: Enclosure, of series: SlowSeries, terms: TermCount) -> SumValue {
    SumValue(sum, of: series, terms: terms, decimals: options.decimals)
  }

  private func divergent(
    _ partials: [(limit: String, sum: SumValue)], _ note: String
  ) -> Answer {
    .sum(
      SumResult(
        SumValue(divergent: ()), partials: partials, engine, of: options.series, note: note))
  }

  /// The terms of the sum, if they are evaluated.
  private var terms: Int? {
    if case .direct(let direct) = engine.kind { direct.termCount } else { nil }
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
    // Less than the terms of the sum where it went on from a checkpoint.
    let evaluated = terms.map { _ in work.ranks.reduce(0) { $0 + $1.terms } }
    if options.verbose { StandardStream.remark(RankTable.text(work)) }
    if options.verbose || !options.json { StandardStream.remark(run.line(terms: evaluated)) }
    if agrees { return .done }
    StandardStream.remark(
      "\(Program.name): two engines disagree: this is a defect of the program or of the machine\n")
    return .tasksFailed
  }
}
