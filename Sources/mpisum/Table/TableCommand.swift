import MPI
import ParallelSeries

/// The command `table`.
struct TableCommand {
  private let options: TableOptions

  /// Checks everything that can be wrong before a sum is computed, then computes all.
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let start = ProgramStart()
    return try TableCommand(options: TableOptions(parsed)).run(start)
  }

  /// Computes on all ranks; the root prints.
  private func run(_ start: ProgramStart) -> ExitStatus {
    withMPI(threads: .funneled, failureStatus: ExitStatus.infrastructureLost.rawValue) { world in
      guard let lines = try lines(on: world) else {
        Launch.letRootSpeak()
        return .usage
      }
      let threads = try RankThreads.choose(options.threads, on: world)
      if world.rank == 0, let warning = threads.warning {
        StandardStream.remark("\(Program.name): warning: \(warning)\n")
      }

      let progress = SumProgress()
      let bar = ProgressBar(progress, terms: nil, mode: options.progress)
      let printer = TablePrinter(lines, options.format, bar)
      if world.rank == 0 {
        bar.begin()
        printer.begin()
      }
      let work = try world.sumTable(
        lines.map(\.row), threads: threads.count, progress: progress,
        receive: { row, sum in printer.receive(row, sum) })
      let seconds = start.secondsSince
      bar.finish()

      var status = ExitStatus.done
      if let work {
        status = try printer.end()
        if options.format != .json { remark(work, rows: lines.count, seconds) }
      }
      status = ExitStatus(rawValue: try world.broadcast(status.rawValue))
      if status != .done { Launch.letRootSpeak() }
      return status
    }
  }

  /// The rows on the root, anything elsewhere; nil on all ranks if something is wrong with them.
  ///
  /// A file is read by the root alone: only it is given standard input, and a shared file system
  /// should not be asked by all.
  private func lines(on world: borrowing Communicator) throws -> [TableLine]? {
    guard case .file(let file) = options.source else {
      guard case .rows(let lines) = options.source else { return nil }
      return lines
    }
    var lines: [TableLine]? = []
    if world.rank == 0 {
      do throws(UsageError) {
        lines = try file.lines()
      } catch {
        lines = nil
        StandardStream.remark(error.line(of: OptionTable.table) + "\n")
      }
    }
    let isRight: Int32 = try world.broadcast(lines == nil ? 0 : 1)
    return isRight == 1 ? lines : nil
  }

  /// Says on standard error how the table was computed.
  private func remark(_ work: WorkReport, rows: Int, _ seconds: Double) {
    let count = { (number: Int, noun: String) in "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let threads = work.ranks.reduce(0) { $0 + $1.threads }
    let hosts = Set(work.ranks.map(\.host)).count
    StandardStream.remark(
      "\(count(rows, "row")): \(count(work.ranks.count, "rank")), \(count(threads, "thread")), "
        + "\(count(hosts, "host")): \(seconds.fixed(3)) s\n")
  }
}
