/// How many terms a sum has.
public enum TermCount: Hashable, Sendable, CustomStringConvertible {
  /// Exactly so many, in decimal.
  case exact(String)

  /// So many, rounded down to the digits given, such as `3.4e95424`.
  case about(String)

  /// Infinitely many.
  case infinite

  /// As it is printed: digits, or scientific notation, or `inf`.
  public var description: String {
    switch self {
    case .exact(let text), .about(let text): text
    case .infinite: "inf"
    }
  }
}
