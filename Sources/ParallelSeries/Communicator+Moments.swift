public import MPI
public import Series
public import Summation

extension Communicator {
  /// The sum of a series by its moments, on all ranks and their threads where that is worth while.
  ///
  /// - Parameters:
  ///   - engine: of the same series on every rank.
  ///   - decimals: as of ``MomentsEngine/sum(decimals:team:)``.
  ///   - threads: how many threads compute on this rank, the calling one included.
  ///   - root: the rank that is given the report.
  ///   - progress: is told how far the computation is.
  /// - Returns: the sum, the same on all ranks and for every layout, and what the ranks did on the
  ///   root.
  /// - Throws: ``MPIError``, ``SeriesError``.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func sum(
    _ engine: MomentsEngine, decimals: Int?, threads: Int, root: Int = 0,
    progress: SumProgress? = nil
  ) throws -> (sum: Enclosure, work: WorkReport?) {
    try onAllRanks(threads: threads, root: root, progress) { team in
      try engine.sum(decimals: decimals, team: team)
    }
  }

  /// The least number up to which a sum exceeds a value, likewise.
  ///
  /// - Parameters:
  ///   - engine: of the same series on every rank.
  ///   - value: what is to be exceeded.
  ///   - threads: how many threads compute on this rank, the calling one included.
  ///   - root: the rank that is given the report.
  ///   - progress: is told how far the computation is.
  /// - Returns: the number, the same on all ranks, and what the ranks did on the root.
  /// - Throws: ``MPIError``, ``SeriesError``.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func threshold(
    _ engine: MomentsEngine, exceeding value: DecimalNumber, threads: Int, root: Int = 0,
    progress: SumProgress? = nil
  ) throws -> (threshold: Threshold, work: WorkReport?) {
    try onAllRanks(threads: threads, root: root, progress) { team in
      try engine.threshold(exceeding: value, team: team)
    }
  }

  /// What a team of all ranks returns, and what the ranks did on the root.
  private func onAllRanks<Result>(
    threads: Int, root: Int, _ progress: SumProgress?, _ body: (Team) throws -> Result
  ) throws -> (Result, WorkReport?) {
    let begin = Environment.wallTime()
    let result = try withTeam(threads: threads, progress: progress, body)
    let seconds = Environment.wallTime() - begin
    let work = try report(
      RankReport(
        rank: rank, host: Environment.processorName, threads: threads, terms: 0, seconds: seconds),
      seconds: seconds, root: root)
    return (result, work)
  }

  /// Calls `body` with a team of all ranks and `threads` threads of this one.
  ///
  /// - Important: Collective.
  func withTeam<Result>(
    threads: Int, progress: SumProgress?, _ body: (Team) throws -> Result
  ) throws -> Result {
    let shared = SharedCommunicator(alias)
    let crew = ThreadCrew(threads)
    let team = Team(
      rank: rank, ranks: size, threads: threads, perform: { crew.perform($0) },
      add: { try shared.communicator.allReduce($0, .sum) },
      note: { progress?.note(fraction: $0) })
    return try body(team)
  }
}

/// A communicator for closures: they can capture an object, but nothing that cannot be copied.
private final class SharedCommunicator {
  let communicator: Communicator

  init(_ communicator: consuming Communicator) {
    self.communicator = communicator
  }
}
