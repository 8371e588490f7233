public import MPI
import Series
import Summation

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Communicator {
  /// Measures sums on parts of this communicator: its first rank, its first two, and so on.
  ///
  /// The ranks that are not needed sleep meanwhile.
  ///
  /// - Parameter plan: the same on every rank; its layouts have no more ranks than there are.
  /// - Returns: on rank 0 the points of the plan's layouts, those of strong scaling first, and whether
  ///   all sums of the same series had the same bits; nil elsewhere.
  /// - Throws: ``MPIError``.
  /// - Important: Collective. MPI is called by the calling thread only.
  public func measureScaling(
    _ plan: ScalingPlan
  ) throws(MPIError) -> (points: [ScalingPoint], agree: Bool)? {
    precondition(
      plan.layouts.allSatisfy { $0.ranks <= size }, "a layout has more ranks than there are")
    var points: [ScalingPoint] = []
    var sums: Set<[Int64]> = []
    for kind in ScalingPoint.Kind.allCases {
      for layout in plan.layouts {
        if let part = try split(color: rank < layout.ranks ? 0 : nil) {
          let hosts = try part.gatherV(Array(Environment.processorName.utf8))
          var samples: [ScalingPoint.Sample] = []
          var terms = 0
          for _ in 0..<plan.repeats {
            let measured = try part.measure(plan, kind, layout)
            guard let (sample, sum) = measured else { continue }
            samples.append(sample)
            terms = sum.termCount
            if kind == .strong { sums.insert(sum.words) }
          }
          if let hosts {
            points.append(
              ScalingPoint(
                kind, layout, hosts: Set(hosts).count, terms: terms, samples: samples))
          }
        }
        try meet()
      }
    }
    return rank == 0 ? (points, sums.count == 1) : nil
  }

  /// Measures once.
  ///
  /// - Returns: on the root, the times and the sum.
  private func measure(
    _ plan: ScalingPlan, _ kind: ScalingPoint.Kind, _ layout: ScalingLayout
  ) throws(MPIError) -> (ScalingPoint.Sample, BoundedSum)? {
    let work = plan.work(kind, ofRank: rank, layout)
    try barrier()
    let begin = Environment.wallTime()
    ThreadCrew(layout.threads).perform { _ in work.run() }
    let partial = (work.takeWholeSums() + work.lastSums).reduce(into: BoundedSum()) { $0 += $1 }
    let computed = Environment.wallTime() - begin
    let words = try reduce(partial.words, .sum)
    // The rank that began first sees the whole time, once all have come to the end: where ranks share
    // a core, one may begin when the others are done.
    try barrier()
    let seconds = try allReduce(Environment.wallTime() - begin, .max)
    let slowest = try allReduce(computed, .max)
    let total = try allReduce(computed, .sum)
    guard let words else { return nil }
    let sample = ScalingPoint.Sample(
      seconds: seconds, compute: slowest,
      imbalance: total > 0 ? slowest * Double(size) / total : 1)
    return (sample, BoundedSum(words: words))
  }

  /// A barrier at which nobody spins: whoever waits leaves its core to the ranks that are measured.
  private func meet() throws(MPIError) {
    var barrier = try immediateBarrier()
    while try !barrier.test() { usleep(1_000) }
    _ = try barrier.wait()
  }
}
