/// Up to which number a series is summed.
public enum SeriesLimit: Hashable, Sendable, CustomStringConvertible {
  /// Up to a number, that included.
  case number(WholeNumber)

  /// Up to a power, that included, whose digits are too many to be written out.
  case power(base: Int, exponent: Int)

  /// Over all numbers.
  case infinity

  /// As a user may type it: all digits, or `10^1000000000`, or `inf`.
  public var description: String {
    switch self {
    case .number(let number): number.description
    case .power(let base, let exponent): "\(base)^\(exponent)"
    case .infinity: "inf"
    }
  }

  /// The limit as an integer, if an `Int` can hold it.
  public var integer: Int? {
    if case .number(let number) = self { number.integer } else { nil }
  }
}
