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
    /// A percentage of all tasks, above 0 and at most 100.
    case percent(Double)
  }

  /// The words that stand for no policy at all.
  public static let wordsForNever: Set<String> = ["never", "0"]

  /// What becomes of the tasks that are running.
  public var when: When
  /// Which tasks count.
  public var why: Why
  /// How many of them are enough.
  public var threshold: Threshold

  /// A policy.
  public init(when: When, why: Why, threshold: Threshold) {
    self.when = when
    self.why = why
    self.threshold = threshold
  }

  /// Reads a policy; nil if the text is none, as `never` is.
  ///
  /// GNU parallel's short forms are read too: `1` and `2` for the first failure, soon and now, `-1` and
  /// `-2` for the first success, and `10%` for `soon,fail=10%`.
  public init?(text: String) {
    let short = [
      "1": "soon,fail=1", "2": "now,fail=1", "-1": "soon,success=1", "-2": "now,success=1",
    ]
    let isPercentage = text.hasSuffix("%") && !text.contains(",")
    let words = (short[text] ?? (isPercentage ? "soon,fail=\(text)" : text))
      .split(separator: ",", omittingEmptySubsequences: false)
    guard words.count == 2, let when = When(rawValue: String(words[0])) else { return nil }
    let parts = words[1].split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let why = Why(rawValue: String(parts[0])),
      let threshold = Threshold(parts[1])
    else { return nil }
    self.init(when: when, why: why, threshold: threshold)
  }
}

extension HaltPolicy.Threshold {
  /// Reads `3` or `2.5%`.
  fileprivate init?(_ text: Substring) {
    // Double takes signs, blanks and words such as "inf" as well.
    guard text.first?.isNumber == true else { return nil }
    if text.last == "%" {
      guard let percent = Double(text.dropLast()), percent > 0, percent <= 100 else { return nil }
      self = .percent(percent)
    } else {
      guard let count = Int(text), count > 0 else { return nil }
      self = .count(count)
    }
  }
}
