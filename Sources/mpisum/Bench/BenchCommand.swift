import MPI
import NodeResources
import ParallelSeries
import Series

/// The command `bench`.
struct BenchCommand {
  private let options: BenchOptions
  private let series: SlowSeries

  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let start = ProgramStart()
    let command = try BenchCommand(BenchOptions(parsed))
    let failure = ExitStatus.infrastructureLost.rawValue
    let (status, report) = withMPI(threads: .funneled, failureStatus: failure) { world in
      try command.measure(on: world, start)
    }
    // After MPI: it starts a program.
    if let report, let file = command.options.plot { ScalingPlot(report).draw(file) }
    return status
  }

  private init(_ options: BenchOptions) throws(UsageError) {
    self.options = options
    do {
      series = try SlowSeries(filter: DigitFilter(omitting: ["9"]), upTo: options.upto)
    } catch {
      throw UsageError(error.description)
    }
  }

  /// Measures on all ranks; the root prints.
  private func measure(
    on world: borrowing Communicator, _ start: ProgramStart
  ) throws -> (ExitStatus, BenchReport?) {
    let facts = try RankLook.facts(on: world)
    let (fewest, most) = (
      try world.allReduce(facts.threads, .min), try world.allReduce(facts.threads, .max)
    )
    let threads = options.threads ?? fewest
    let plan: ScalingPlan
    do {
      plan = try ScalingPlan(
        series, termsPerCore: options.termsPerCore, repeats: options.repeats,
        layouts: ScalingLayout.grid(ranks: world.size, threads: threads))
    } catch {
      // All ranks have found the same.
      if world.rank == 0 { StandardStream.remark("\(Program.name): --terms: \(error)\n") }
      Launch.letRootSpeak()
      return (.usage, nil)
    }
    let all = try InfoCommand.gather(facts, on: world)
    if let all { warn(all, threads, fewest, most) }
    let result = try world.measureScaling(plan)
    let agree = try world.broadcast(result?.agree ?? true)
    let status: ExitStatus = agree ? .done : .tasksFailed
    guard let result, let all else { return (status, nil) }
    let report = BenchReport(
      facts: all, plan: plan, points: result.points, started: start.timeText)
    let printed = Launch.printResult(try report.text(options.format))
    if !agree {
      StandardStream.remark("\(Program.name): the sums of the same series have different bits\n")
    }
    return (printed == .done ? status : printed, report)
  }

  /// Tells the user once of what makes the table mean less.
  private func warn(_ facts: [RankFacts], _ threads: Int, _ fewest: Int, _ most: Int) {
    var warnings = RankDiagnosis.problems(of: facts)
      .filter { $0.kind == .oversubscribed || $0.kind == .binding || $0.kind == .library }
      .map(\.line)
    let cores = { (count: Int) in "\(count) core\(count == 1 ? "" : "s")" }
    if threads > fewest {
      warnings.append(
        "--threads \(threads) is more than the \(cores(fewest)) that a rank may use here")
    } else if options.threads == nil, most > fewest {
      warnings.append(
        "some ranks may use \(cores(most)), others \(fewest): threads are measured up to \(fewest)")
    }
    for warning in warnings { StandardStream.remark("\(Program.name): warning: \(warning)\n") }
  }
}
