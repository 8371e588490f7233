/// What one rank did of a sum.
public struct RankReport: Codable, Hashable, Sendable {
  /// The rank in the communicator.
  public let rank: Int

  /// The node's name, as MPI has it.
  public let host: String

  /// Threads that summed.
  public let threads: Int

  /// Terms that were summed.
  public let terms: Int

  /// Seconds from the first term to the last.
  public let seconds: Double
}
