import BagOfTasks
public import MPI

extension Communicator {
  /// Computes the sums of a table on a worker pool, a task for each.
  ///
  /// - Parameters:
  ///   - rows: on the root, the rows; ignored elsewhere.
  ///   - threads: how many sums this rank computes at a time. Ranks may differ.
  ///   - root: the rank that is given the sums.
  ///   - progress: is told on the root how far the table is.
  ///   - receive: is given a row's number and its sum on the root, in the order of the rows, as soon
  ///     as it and all before it are done; false ends the table.
  /// - Returns: what the ranks did on the root, with rows for terms; nil elsewhere. The sums are the
  ///   same for every number of ranks and threads.
  /// - Throws: what a worker pool throws.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func sumTable(
    _ rows: [TableRow], threads: Int, root: Int = 0, progress: SumProgress? = nil,
    receive: @escaping @Sendable (Int, TableSum) -> Bool
  ) throws -> WorkReport? {
    var options = WorkerPoolOptions()
    options.slots = threads
    if let progress {
      options.progress = { progress.note(fraction: Double($0.finished) / Double(rows.count)) }
    }
    let statistics = try withWorkerPool(
      root: root, options: options, task: { (row: TableRow) in row.sum() }
    ) { pool in
      for try await sum in pool.results(of: rows, inOrder: true) {
        // Leaving the loop cancels the rest.
        guard receive(sum.index, try sum.get()) else { break }
      }
      return pool.statistics
    }
    guard let statistics else { return nil }
    let ranks = statistics.ranks.map {
      RankReport(
        rank: $0.rank, host: $0.host, threads: $0.slots, terms: $0.tasks, seconds: $0.busySeconds)
    }
    return WorkReport(ranks: ranks, computeSeconds: statistics.seconds, reduceSeconds: 0)
  }
}
