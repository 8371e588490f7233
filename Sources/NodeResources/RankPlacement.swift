/// A rank's number among those that it shares its node with.
public struct RankPlacement: Hashable, Sendable {
  /// Its number among the ranks of its node that take their cores from the same pool, from 0.
  public var poolRank: Int

  /// How many these are.
  public var poolCount: Int

  /// Its number among all ranks of its node, from 0.
  public var hostRank: Int

  /// How many these are.
  public var hostCount: Int

  /// A rank of a node whose ranks all have the same pool.
  public init(rank: Int = 0, of count: Int = 1) {
    self.init(poolRank: rank, poolCount: count, hostRank: rank, hostCount: count)
  }

  /// A rank of a node whose ranks may have several pools.
  public init(poolRank: Int, poolCount: Int, hostRank: Int, hostCount: Int) {
    precondition(
      poolCount >= 1 && (0..<poolCount).contains(poolRank), "a rank is one of the pool's ranks")
    precondition(
      hostCount >= 1 && (0..<hostCount).contains(hostRank), "a rank is one of the node's ranks")
    self.poolRank = poolRank
    self.poolCount = poolCount
    self.hostRank = hostRank
    self.hostCount = hostCount
  }

  /// The placements of all ranks, in the order of their numbers.
  ///
  /// - Parameter keys: every rank's key, in the same order.
  /// - Returns: a placement for each key.
  public static func all(_ keys: [RankKey]) -> [RankPlacement] {
    var pools: [UInt64: Int] = [:]
    var hosts: [UInt64: Int] = [:]
    // First how many ranks there are before each, then how many there are in all.
    let ranks = keys.map { key in
      defer {
        pools[key.pool, default: 0] += 1
        hosts[key.host, default: 0] += 1
      }
      return (pool: pools[key.pool] ?? 0, host: hosts[key.host] ?? 0)
    }
    return zip(keys, ranks).map { key, rank in
      RankPlacement(
        poolRank: rank.pool, poolCount: pools[key.pool] ?? 1, hostRank: rank.host,
        hostCount: hosts[key.host] ?? 1)
    }
  }
}
