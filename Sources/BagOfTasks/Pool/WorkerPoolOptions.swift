/// How a ``WorkerPool`` works.
public struct WorkerPoolOptions: Sendable {
  /// The number of threads of this rank that run tasks; nil for as many as the cores that it may use.
  ///
  /// Ranks may differ.
  public var slots: Int?

  /// Whether the root runs tasks too; on a single rank it does anyway.
  ///
  /// The root's value counts, as for all that follow.
  public var rootWorks = true

  /// The greatest number of tasks that travel in one message; nil for what suits their measured duration.
  public var maximumBatch: Int?

  /// Is told on the root how far the pool is, ten times a second at most.
  ///
  /// Called on the main thread, which moves the messages: be brief.
  public var progress: (@Sendable (WorkerPoolProgress) -> Void)?

  /// The path of a file that is to hold every task's rank, slot, start and end, for Perfetto or Chrome's
  /// `about:tracing`; an existing file is replaced.
  ///
  /// Written while the pool works, in the "JSON array" form of Chrome's trace events.
  public var trace: String?

  /// The usual.
  public init() {}
}
