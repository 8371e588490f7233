/// Which failures are retried: `exit:75,exit:1-9,signal:KILL,timeout`.
public struct RetryCondition: Hashable, Sendable {
  /// The exit statuses.
  public var exits: [ClosedRange<Int>] = []
  /// The signals.
  public var signals: [ClosedRange<Int>] = []
  /// Whether time-outs are.
  public var includesTimeouts = false

  /// No failure at all.
  public init() {}

  /// Reads a list with commas between its words; nil if it is none.
  ///
  /// The words are `exit` (any status but 0), `exit:75`, `exit:1-9`, `signal` (any), `signal:9` or
  /// `signal:KILL`, and `timeout`.
  public init?(text: String) {
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? parts[1] : nil
      switch parts[0] {
      case "exit":
        guard let range = value.map(Self.statuses) ?? 1...255 else { return nil }
        exits.append(range)
      case "signal":
        guard let range = value.map(Self.signals) ?? SignalName.numbers else { return nil }
        signals.append(range)
      case "timeout" where value == nil:
        includesTimeouts = true
      default:
        return nil
      }
    }
  }

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

  /// `75` or `1-9`.
  private static func statuses(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first >= 1, first <= last, last <= 255
    else { return nil }
    return first...last
  }

  private static func signals(_ text: Substring) -> ClosedRange<Int>? {
    SignalName.number(of: text).map { Int($0)...Int($0) }
  }
}
