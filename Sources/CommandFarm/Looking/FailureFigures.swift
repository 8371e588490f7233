/// How attempts failed, and where.
///
/// What was interrupted with its farm, or by `--halt`, has not failed.
public struct FailureFigures: Encodable, Hashable, Sendable {
  /// The failures of one kind.
  public struct Kind: Encodable, Hashable, Sendable {
    /// `exited`, `signalled`, `timed-out`, `lost` or `not-started`.
    public var reason: String
    /// The exit status; nil unless it exited or was not started.
    public var exit: Int?
    /// The signal; nil unless it died of one by itself.
    public var signal: Int?
    /// The attempts that failed so.
    public var attempts: Int
    /// The tasks in the list that have failed for good, and whose last attempt failed so.
    public var tasks: Int

    /// The kind in words, such as `exit status 3`.
    public var text: String {
      switch reason {
      case "exited": "exit status \(exit ?? 0)"
      case "signalled": "signal \(SignalName.text(Int64(signal ?? 0)))"
      case "not-started": "not started (exit status \(exit ?? 0))"
      default: reason == "timed-out" ? "timed out" : reason
      }
    }
  }

  /// What happened on a node.
  public struct Node: Encodable, Hashable, Sendable {
    /// The node.
    public var host: String
    /// The attempts that were made there.
    public var attempts: Int
    /// Those of them that failed.
    public var failed: Int
  }

  /// The attempts that failed.
  public var attempts: Int
  /// The kinds of failures, the most frequent first.
  public var kinds: [Kind]
  /// The nodes on which attempts failed, that with most failures first.
  public var nodes: [Node]
}
