/// A task that is done, as the root is told.
public struct FinishedTask: Sendable {
  /// Which task it was.
  public let id: TaskID
  /// How it ended.
  public let outcome: TaskOutcome
  /// The rank that had it; nil if it was cancelled before any rank had it.
  public let rank: Int?
  /// The slot of the rank.
  public let slot: Int
  /// When it was started, in seconds since 1970.
  public let start: Double
  /// How long it ran, in seconds.
  public let seconds: Double
  /// What the runner gave back.
  public let payload: ArraySlice<UInt8>

  init(_ frame: Frame, rank: Int?, payload: ArraySlice<UInt8>) {
    id = TaskID(rawValue: frame.id)
    outcome = frame.outcome
    self.rank = rank
    slot = Int(frame.slot)
    start = frame.start
    seconds = frame.seconds
    self.payload = payload
  }
}
