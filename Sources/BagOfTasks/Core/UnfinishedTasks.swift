/// What a rank had not finished when its job was made to end.
public struct UnfinishedTasks: Sendable {
  /// The rank.
  public let rank: RankSlots
  /// The tasks that it had, in runs of consecutive ids, in the order in which it was given them: those that
  /// it was running come first.
  public let ids: [ClosedRange<TaskID>]
  /// Whether the rank's process is gone; false also where nobody can see that, on another node.
  public let isDead: Bool
}
