public import MPI
public import Series
import Summation

extension Communicator {
  /// The sum of a series over all ranks and their threads, every term evaluated.
  ///
  /// The blocks of the series are shared out so that all ranks have nearly equal numbers of terms.
  /// Each rank sums its share exactly, and one reduction of 143 integers adds the shares.
  ///
  /// - Parameters:
  ///   - series: the same on every rank.
  ///   - threads: how many threads sum on this rank, the calling one included; at least 1. Ranks
  ///     may differ.
  ///   - root: the rank that is given the report.
  ///   - progress: is told how far this rank is.
  /// - Returns: the report on the root, nil elsewhere. The report's sum has the same bits for
  ///   every number of ranks and threads.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func sum(
    _ series: SlowSeries, threads: Int, root: Int = 0, progress: SumProgress? = nil
  ) throws(MPIError) -> SumReport? {
    let begin = Environment.wallTime()
    let engine = DirectEngine(series)
    let share = engine.share(ofRank: rank, among: size)
    let partial = engine.sum(of: share, threads: threads, progress: progress)
    let computed = Environment.wallTime()

    let words = try reduce(partial.words, .sum, root: root)
    let reduced = Environment.wallTime()
    let ranks = try reports(
      RankReport(
        rank: rank, host: Environment.processorName, threads: threads, terms: partial.termCount,
        seconds: computed - begin),
      root: root)
    guard let words, let ranks else { return nil }
    let sum = BoundedSum(words: words)
    precondition(
      sum.termCount == series.termCount,
      "\(sum.termCount) terms were evaluated, but the series has \(series.termCount)")
    let slowest = ranks.reduce(0) { max($0, $1.seconds) }
    return SumReport(
      sum: sum, ranks: ranks, computeSeconds: slowest,
      reduceSeconds: max(0, reduced - begin - slowest))
  }

  /// All ranks' reports on the root, in rank order; nil elsewhere.
  private func reports(_ own: RankReport, root: Int) throws(MPIError) -> [RankReport]? {
    let counts = try gather([own.threads, own.terms], root: root)
    let seconds = try gather(own.seconds, root: root)
    let hosts = try gatherV(Array(own.host.utf8), root: root)
    guard let counts, let seconds, let hosts else { return nil }
    return hosts.indices.map { rank in
      RankReport(
        rank: rank, host: String(decoding: hosts[rank], as: UTF8.self),
        threads: counts[2 * rank], terms: counts[2 * rank + 1], seconds: seconds[rank])
    }
  }
}
