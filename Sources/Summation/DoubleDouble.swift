/// A number as an unevaluated sum of two doubles, `high + low`, with `abs(low) <= ulp(high)/2`.
///
/// About 106 significant bits at a small multiple of a double's cost. Error bounds are relative,
/// with u = 2⁻⁵³, and hold while nothing over- or underflows.
///
/// Method: M. Joldes, J.-M. Muller, V. Popescu, "Tight and rigorous error bounds for basic building
/// blocks of double-word arithmetic" (ACM TOMS 44:2, 2017, doi 10.1145/3121432); algorithms are
/// named there.
public struct DoubleDouble: Hashable, Sendable {
  /// The number rounded to a double.
  public let high: Double

  /// The rest.
  public let low: Double

  /// The number `value`, exactly.
  @inlinable
  public init(_ value: Double) {
    high = value
    low = 0
  }

  /// Takes two parts that are already normalised.
  @inlinable
  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// `a + b` exactly, for any two doubles.
  ///
  /// Method: 2Sum (Møller 1965, Knuth 1969); 6 operations.
  @inlinable
  public static func sum(_ a: Double, _ b: Double) -> Self {
    let high = a + b
    let part = high - a
    return Self(high: high, low: (a - (high - part)) + (b - part))
  }

  /// `a + b` exactly, where `a` is zero or its exponent is not below that of `b`.
  ///
  /// Method: Fast2Sum (Dekker 1971); 3 operations.
  @inlinable
  static func orderedSum(_ a: Double, _ b: Double) -> Self {
    let high = a + b
    return Self(high: high, low: b - (high - a))
  }

  /// `a · b` exactly.
  ///
  /// Method: 2Prod by a fused multiply-add; 2 operations.
  @inlinable
  public static func product(_ a: Double, _ b: Double) -> Self {
    let high = a * b
    return Self(high: high, low: (-high).addingProduct(a, b))
  }

  /// 1/`value`, with a relative error of at most 2u² = 2⁻¹⁰⁵.
  ///
  /// The residual 1 − y·`value` of a correctly rounded quotient y is a double, so that one fused
  /// multiply-add has it exactly.
  @inlinable
  public static func reciprocal(_ value: Double) -> Self {
    let high = 1 / value
    return Self(high: high, low: high * (1.0).addingProduct(-value, high))
  }

  /// The sum, with a relative error of at most 3u² + 13u³.
  ///
  /// Method: AccurateDWPlusDW (algorithm 6).
  @inlinable
  public static func + (a: Self, b: Self) -> Self {
    let high = sum(a.high, b.high)
    let low = sum(a.low, b.low)
    let partial = orderedSum(high.high, high.low + low.high)
    return orderedSum(partial.high, low.low + partial.low)
  }

  /// The difference, with a relative error of at most 3u² + 13u³.
  @inlinable
  public static func - (a: Self, b: Self) -> Self {
    a + -b
  }

  /// The negative, exactly.
  @inlinable
  public static prefix func - (a: Self) -> Self {
    Self(high: -a.high, low: -a.low)
  }

  /// The product, with a relative error of at most 4u².
  ///
  /// Method: DWTimesDW3 (algorithm 12); the bound is that of J.-M. Muller, L. Rideau,
  /// "Formalization of double-word arithmetic, and comments" (ACM TOMS 48:1, 2022, doi
  /// 10.1145/3484514).
  @inlinable
  public static func * (a: Self, b: Self) -> Self {
    let high = product(a.high, b.high)
    let low = (a.low * b.low).addingProduct(a.high, b.low).addingProduct(a.low, b.high)
    return orderedSum(high.high, high.low + low)
  }

  /// The quotient, with a relative error of at most 9.8u².
  ///
  /// Method: after DWDivDW3 (algorithm 18), some of its steps replaced by more exact ones: a Newton
  /// step from the reciprocal of the divisor's high part.
  @inlinable
  public static func / (a: Self, b: Self) -> Self {
    let seed = 1 / b.high
    let residualHigh = (1.0).addingProduct(-b.high, seed)
    let residual = orderedSum(residualHigh, -b.low * seed)
    let correction = residual * Self(seed)
    return a * (correction + Self(seed))
  }
}

extension DoubleDouble: Comparable {
  /// Whether `a` is less than `b`, exactly.
  @inlinable
  public static func < (a: Self, b: Self) -> Bool {
    a.high < b.high || a.high == b.high && a.low < b.low
  }
}
