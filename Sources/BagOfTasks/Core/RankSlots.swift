/// A rank that takes part in a bag, as the root knows it.
public struct RankSlots: Sendable, Hashable {
  /// The rank's number in the communicator.
  public let rank: Int
  /// The name of its node.
  public let host: String
  /// How many tasks it runs at a time; 0 for a root that does not work.
  public let slots: Int
  /// How many cores it may use; 0 for a root that does not work.
  public let cores: Int
}
