/// When a farm gives up, in GNU parallel's words: `now,fail=1`, `soon,success=3`, `soon,fail=10%`.
public struct HaltPolicy: Hashable, Sendable {
  /// What becomes of the tasks that are running.
  public enum When: String, Hashable, Sendable {
    /// They are ended.
    case now
    /// They may finish; nothing else is started.
    case soon
  }

  /// Which tasks count.
  public enum Why: String, Hashable, Sendable {
    case fail
    case success
    case done
  }

  /// How many of them are enough.
  public enum Threshold: Hashable, Sendable {
    case count(Int)
    /// A percentage, above 0 and at most 100.
    case percent(Double)
  }

  public var when: When
  public var why: Why
  public var threshold: Threshold

  /// A policy.
  public init(when: When, why: Why, threshold: Threshold) {
    self.when = when
    self.why = why
    self.threshold = threshold
  }
}
