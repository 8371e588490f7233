public import Series
import Summation

/// What became of a row of a table: a sum, as texts that no reader rounds, or a reason.
public struct TableSum: Codable, Hashable, Sendable {
  /// The nearest double, as for all that follows nil if there is no sum; `inf` if it diverges.
  public let value: String?

  /// As many decimals as were wanted, or all that are certain.
  public let digits: String?

  /// How far the sum may be from what was computed.
  public let errorBound: String?

  /// Whether ``value`` is certainly the sum, correctly rounded.
  public let isProven: Bool

  /// How many numbers are summed.
  public let terms: String?

  /// What is special about the sum.
  public let peculiarity: Peculiarity?

  /// Why there is no sum; nil if there is one.
  public let failure: String?

  init(_ sum: Enclosure, decimals: Int?, terms: TermCount, _ peculiarity: Peculiarity?) {
    value = sum.value.description
    digits = sum.digits(decimals: decimals)
    errorBound = sum.errorBoundText
    isProven = sum.isProven
    self.terms = terms.description
    self.peculiarity = peculiarity
    failure = nil
  }

  init(divergent terms: TermCount) {
    (value, digits, errorBound) = ("inf", "inf", "0")
    isProven = true
    self.terms = terms.description
    peculiarity = .diverges
    failure = nil
  }

  init(failure: String) {
    (value, digits, errorBound, terms, peculiarity) = (nil, nil, nil, nil, nil)
    isProven = false
    self.failure = failure
  }
}
