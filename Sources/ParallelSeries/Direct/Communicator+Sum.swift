public import MPI
public import Series
public import Summation

extension Communicator {
  /// The sum of a series over all ranks and their threads, every term evaluated.
  ///
  /// The blocks of the series are shared out so that all ranks have nearly equal numbers of terms.
  /// Each rank sums its share exactly, and one reduction of 143 integers adds the shares.
  ///
  /// - Parameters:
  ///   - engine: of the same series on every rank.
  ///   - threads: how many threads sum on this rank, the calling one included; at least 1. Ranks
  ///     may differ.
  ///   - root: the rank that is given the sum.
  ///   - progress: is told how far this rank is.
  /// - Returns: the sum and what the ranks did on the root, nil elsewhere. The sum has the same bits
  ///   for every number of ranks and threads.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func sum(
    _ engine: some BlockEngine, threads: Int, root: Int = 0, progress: SumProgress? = nil
  ) throws(MPIError) -> (sum: BoundedSum, work: WorkReport)? {
    let begin = Environment.wallTime()
    let share = engine.numbers.share(ofRank: rank, among: size)
    let partial = engine.sum(of: share, threads: threads, progress: progress)
    let computed = Environment.wallTime()

    let words = try reduce(partial.words, .sum, root: root)
    let reduced = Environment.wallTime()
    let work = try report(
      RankReport(
        rank: rank, host: Environment.processorName, threads: threads, terms: partial.termCount,
        seconds: computed - begin),
      seconds: reduced - begin, root: root)
    guard let words, let work else { return nil }
    let sum = BoundedSum(words: words)
    precondition(
      sum.termCount == engine.termCount,
      "\(sum.termCount) terms were evaluated, but the series has \(engine.termCount)")
    return (sum, work)
  }

  /// The report of a computation that took no time.
  ///
  /// - Parameters:
  ///   - threads: those of this rank.
  ///   - root: the rank that is given the report.
  /// - Returns: the report on the root, nil elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective.
  public func report(threads: Int, root: Int = 0) throws(MPIError) -> WorkReport? {
    try report(
      RankReport(
        rank: rank, host: Environment.processorName, threads: threads, terms: 0, seconds: 0),
      seconds: 0, root: root)
  }

  /// The report of all ranks.
  ///
  /// - Parameters:
  ///   - own: what this rank did.
  ///   - seconds: how long it all took.
  ///   - root: the rank that is given the report.
  /// - Returns: the report on the root, nil elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective.
  func report(
    _ own: RankReport, seconds: Double, root: Int
  ) throws(MPIError) -> WorkReport? {
    let counts = try gather([own.threads, own.terms], root: root)
    let times = try gather(own.seconds, root: root)
    let hosts = try gatherV(Array(own.host.utf8), root: root)
    guard let counts, let times, let hosts else { return nil }
    let ranks = hosts.indices.map { rank in
      RankReport(
        rank: rank, host: String(decoding: hosts[rank], as: UTF8.self),
        threads: counts[2 * rank], terms: counts[2 * rank + 1], seconds: times[rank])
    }
    let slowest = ranks.reduce(0) { max($0, $1.seconds) }
    return WorkReport(
      ranks: ranks, computeSeconds: slowest, reduceSeconds: max(0, seconds - slowest))
  }
}
