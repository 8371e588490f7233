/// STUB: an exactly accumulated sum and the bound of its error.
public struct BoundedSum: Sendable {
  /// The nearest double to the accumulated sum.
  public let value: Double
  /// Whether `value` is proven to be the correctly rounded true sum.
  public let isProven: Bool
  /// All decimal digits that the bound supports.
  public let digits: String
  /// The error bound in decimal, rounded up, such as `1.3e-26`.
  public let errorBound: String
}
