/// What a pool's ranks have done.
public struct WorkerPoolStatistics: Sendable, Hashable {
  /// What one rank has done.
  public struct Rank: Sendable, Hashable {
    /// The rank's number.
    public let rank: Int
    /// The name of its node.
    public let host: String
    /// How many tasks it runs at a time; 0 for a root that does not work.
    public let slots: Int
    /// How many tasks it has run.
    public internal(set) var tasks = 0
    /// How many seconds its slots have spent in tasks, all together.
    public internal(set) var busySeconds = 0.0
    /// How many seconds its slots have waited, all together.
    public internal(set) var idleSeconds = 0.0
  }

  /// All ranks, in the order of their numbers.
  public internal(set) var ranks: [Rank] = []

  /// Seconds since the pool was opened.
  public internal(set) var seconds = 0.0
}
