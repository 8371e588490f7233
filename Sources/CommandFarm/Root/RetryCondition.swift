/// Which failures are retried: `exit:75,signal,timeout`.
public struct RetryCondition: Hashable, Sendable {
  /// The exit statuses.
  public var exits: [ClosedRange<Int>] = []
  /// The signals; 1...64 is any.
  public var signals: [ClosedRange<Int>] = []
  /// Whether time-outs are.
  public var includesTimeouts = false

  /// No failure at all.
  public init() {}

  /// Whether a failure is to be retried.
  ///
  /// - Parameters:
  ///   - exit: the exit status, 0 if the task died of a signal.
  ///   - signal: the signal, 0 if it exited.
  ///   - timedOut: whether its time was up; then exit status and signal do not count.
  /// - Returns: whether it is.
  public func includes(exit: Int, signal: Int, timedOut: Bool) -> Bool {
    if timedOut { return includesTimeouts }
    if signal != 0 { return signals.contains { $0.contains(signal) } }
    return exits.contains { $0.contains(exit) }
  }
}
