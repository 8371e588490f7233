public import MPI
public import Series
public import Summation

extension Communicator {
  /// The sums of a series up to some limits over all ranks and their threads, every term evaluated.
  ///
  /// Blocks are shared out so that all ranks have nearly equal numbers of terms. Each rank sums its share
  /// exactly, and one reduction of integers adds the shares.
  ///
  /// - Parameters:
  ///   - legs: the same on every rank.
  ///   - threads: how many threads sum on this rank, the calling one included; at least 1. Ranks
  ///     may differ.
  ///   - root: the rank that is given the sums.
  ///   - progress: is told how far this rank is.
  /// - Returns: the sums and what the ranks did on the root, nil elsewhere. The sums have the same bits
  ///   for every number of ranks and threads.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func sum<Engine: BlockEngine>(
    _ legs: SumLegs<Engine>, threads: Int, root: Int = 0, progress: SumProgress? = nil
  ) throws(MPIError) -> (sums: [BoundedSum], work: WorkReport)? {
    let begin = Environment.wallTime()
    let work = BlockWork(
      legs,
      whole: legs.engine.numbers.share(ofRank: rank, among: size, in: [legs.wholeBlocks]),
      last: legs.limits.indices.filter { $0 % size == rank }, threads: threads, progress: progress)
    ThreadCrew(threads).perform { _ in work.run() }
    let whole = work.takeWholeSums()
    let computed = Environment.wallTime()
    return try total(
      legs, base: legs.limits.map { _ in BoundedSum() }, whole: whole, last: work.lastSums,
      threads: threads, root: root, begin: begin, computed: computed)
  }

  /// Adds the sums of all ranks.
  ///
  /// `base` is what was summed before, by leg, on the root; `whole` and `last` are this rank's sums of whole
  /// and of last blocks, by leg.
  ///
  /// - Important: Collective.
  func total<Engine: BlockEngine>(
    _ legs: SumLegs<Engine>, base: [BoundedSum], whole: [BoundedSum], last: [BoundedSum],
    threads: Int, root: Int, begin: Double, computed: Double
  ) throws(MPIError) -> (sums: [BoundedSum], work: WorkReport)? {
    let terms = (whole + last).reduce(0) { $0 + $1.termCount }
    let reduced = try reduce(whole + last, root: root)
    let end = Environment.wallTime()
    let report = try report(
      RankReport(
        rank: rank, host: Environment.processorName, threads: threads, terms: terms,
        seconds: computed - begin),
      seconds: end - begin, root: root)
    guard var reduced, let report else { return nil }
    for leg in base.indices { reduced[leg] += base[leg] }
    let sums = legs.totals(
      whole: Array(reduced[..<base.count]), last: Array(reduced[base.count...]))
    let evaluated = sums.last?.termCount ?? 0
    precondition(
      evaluated == legs.termCount,
      "\(evaluated) terms were evaluated, but the series has \(legs.termCount)")
    return (sums, report)
  }

  /// The sums over all ranks, one by one, on the root; nil elsewhere.
  ///
  /// - Important: Collective.
  func reduce(_ sums: [BoundedSum], root: Int) throws(MPIError) -> [BoundedSum]? {
    guard let words = try reduce(sums.flatMap(\.words), .sum, root: root) else { return nil }
    let count = BoundedSum.wordCount
    return sums.indices.map { BoundedSum(words: Array(words[$0 * count..<($0 + 1) * count])) }
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
