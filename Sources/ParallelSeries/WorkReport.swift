public import Summation

/// A sum over all ranks, and how it came about: what the root is given.
public struct SumReport: Sendable {
  /// The sum; the same bits for every number of ranks and threads.
  public let sum: BoundedSum

  /// What each rank did, in rank order.
  public let ranks: [RankReport]

  /// Seconds that the slowest rank summed.
  public let computeSeconds: Double

  /// Seconds from the end of the slowest rank's sum until the root had all.
  public let reduceSeconds: Double

  /// How much longer the slowest rank summed than the mean: 1 is perfect balance.
  public var imbalance: Double {
    let mean = ranks.reduce(0) { $0 + $1.seconds } / Double(ranks.count)
    return mean > 0 ? computeSeconds / mean : 1
  }
}
