public import MPI
public import Series
public import Summation

extension Communicator {
  /// The sums of a series up to some limits, as ``sum(_:threads:root:progress:)`` has them, with checkpoints.
  ///
  /// - Parameters:
  ///   - legs: the same on every rank.
  ///   - plan: the same on every rank.
  ///   - threads: how many threads sum on this rank, the calling one included.
  ///   - root: the rank that reads and writes the file, and is given the sums.
  ///   - progress: is told how far this rank is.
  /// - Returns: whether the sum is done, on all ranks, and on the root the sums, if it is, and what the ranks
  ///   did. The sums have the same bits for every layout, and as often as they were interrupted.
  /// - Throws: ``SeriesError`` for a file that is no use, and ``CheckpointFile/Failure`` for a last one that
  ///   could not be written, the same on all ranks; ``MPIError``.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func sum<Engine: BlockEngine>(
    _ legs: SumLegs<Engine>, _ plan: CheckpointPlan, threads: Int, root: Int = 0,
    progress: SumProgress? = nil
  ) throws -> (isDone: Bool, result: (sums: [BoundedSum], work: WorkReport)?) {
    let begin = Environment.wallTime()
    let sum = CheckpointedSum(self, legs, plan, root: root)
    let ranges = try sum.begin()
    let work = BlockWork(
      legs, whole: legs.engine.numbers.share(ofRank: rank, among: size, in: ranges),
      last: legs.limits.indices.filter { $0 % size == rank }, threads: threads, progress: progress)
    guard try sum.run(work, ThreadCrew(threads)) else { return (false, nil) }
    let computed = Environment.wallTime()
    let (base, whole) = sum.finish(work)
    let result = try total(
      legs, base: base, whole: whole, last: work.lastSums, threads: threads, root: root,
      begin: begin, computed: computed)
    return (true, result)
  }
}
