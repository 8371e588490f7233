/// How far a pool is.
public struct WorkerPoolProgress: Sendable, Hashable {
  /// Tasks that were given to the pool.
  public internal(set) var submitted = 0
  /// Tasks that were run and returned.
  public internal(set) var succeeded = 0
  /// Tasks that were run and threw.
  public internal(set) var failed = 0
  /// Tasks that were cancelled.
  public internal(set) var cancelled = 0
  /// Seconds since the pool was opened.
  public internal(set) var seconds = 0.0

  /// Tasks that are done, one way or another.
  public var finished: Int { succeeded + failed + cancelled }
}
