/// What is special about a sum, where something is.
public enum Peculiarity: Hashable, Sendable, Codable, CustomStringConvertible {
  /// It grows beyond every number.
  case diverges

  /// No number at all meets the condition.
  case empty

  /// No number up to the limit, given as text, meets the condition.
  case emptyUpTo(limit: String)

  /// Only so many numbers meet the condition, whatever the limit.
  case finite(count: String)

  /// The whole of it in words.
  public var description: String {
    switch self {
    case .diverges:
      "the sum diverges: after some digits any others may follow, and then 1/k adds up as in the"
        + " harmonic series"
    case .empty: "the sum is empty: no number meets the condition"
    case .emptyUpTo(let limit): "no number up to \(limit) meets the condition"
    case .finite("1"): "the sum is finite: only 1 number meets the condition"
    case .finite(let count): "the sum is finite: only \(count) numbers meet the condition"
    }
  }
}

extension MomentsEngine {
  /// What is special about the sum.
  ///
  /// - Parameter terms: its ``termCount``, which takes a while for a limit of many digits.
  /// - Returns: the first of what holds; nil if nothing is special.
  public func peculiarity(terms: TermCount) -> Peculiarity? {
    if isEmpty { return .empty }
    if series.limit == .infinity && diverges { return .diverges }
    if terms == .exact("0") { return .emptyUpTo(limit: series.limit.description) }
    return isFinite ? .finite(count: all.description) : nil
  }
}
