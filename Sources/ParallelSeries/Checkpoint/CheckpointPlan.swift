/// When and where checkpoints are written.
public struct CheckpointPlan: Sendable {
  /// The file; read and written by the root.
  public let file: CheckpointFile

  /// Seconds between two checkpoints.
  public let interval: Double

  /// Whether to go on from the file, if it is there.
  public let resumes: Bool

  /// What is summed, by which version of the program: only the same goes on from a file.
  public let identity: String

  /// Whether the user or the scheduler wants an end: asked between two pieces of work.
  public let wantsStop: @Sendable () -> Bool

  /// Is told on the root what should be known: what it goes on from, and a checkpoint that could not be written.
  public let note: @Sendable (String) -> Void

  /// A plan.
  public init(
    file: CheckpointFile, interval: Double, resumes: Bool, identity: String,
    wantsStop: @escaping @Sendable () -> Bool, note: @escaping @Sendable (String) -> Void
  ) {
    self.file = file
    self.interval = interval
    self.resumes = resumes
    self.identity = identity
    self.wantsStop = wantsStop
    self.note = note
  }
}
