public import NodeResources

/// Where a runner is.
public struct RankPlace: Sendable, CustomStringConvertible {
  /// The rank's number in the communicator.
  public let rank: Int
  /// The number of ranks in the communicator.
  public let size: Int
  /// The name of the rank's node.
  public let host: String
  /// The number of tasks that the rank may run at a time.
  public let slots: Int
  /// The cores that it may use; set what runs them free of a narrower binding.
  public let cores: CoreShare

  /// The place in words: `rank 1 of 4 on node7`.
  public var description: String { "rank \(rank) of \(size) on \(host)" }
}
