import Dispatch
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
    let (threshold, work) = try onAllRanks(threads: threads, root: root, progress) { team in
      try engine.threshold(exceeding: value, team: team)
    }
    return (threshold, work)
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
    let members = TeamMembers(alias, threads: threads)
    let team = Team(
      rank: rank, ranks: size, threads: threads, perform: { members.perform($0) },
      add: { try members.communicator.allReduce($0, .sum) },
      note: { progress?.note(fraction: $0) })
    return try body(team)
  }
}

/// What a team's closures share: they can capture an object, but no communicator, which cannot be copied.
private final class TeamMembers {
  let communicator: Communicator

  /// Serial queues, as in DirectEngine.sum; made when they are wanted, since most sums want none and take
  /// less time than making them.
  private lazy var queues = (1..<max(1, threads)).map {
    DispatchQueue(label: "mpisum.team.\($0)", qos: .userInitiated)
  }

  private let threads: Int

  init(_ communicator: consuming Communicator, threads: Int) {
    self.communicator = communicator
    self.threads = threads
  }

  /// Calls `work` with 0..<threads, each on a thread of its own, and waits for all.
  func perform(_ work: @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    withoutActuallyEscaping(work) { work in
      for (index, queue) in queues.enumerated() {
        queue.async(group: group) { work(index + 1) }
      }
      work(0)
      group.wait()
    }
  }
}
