/// How a computation on all ranks came about: what the root is given.
public struct WorkReport: Sendable {
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
