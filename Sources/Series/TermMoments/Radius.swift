import CMPFR
import Glibc

/// An upper bound of an absolute value: a double of its own wide range, every step of it rounded up.
struct Radius {
  /// From 1 to 2, or zero, or infinite.
  private let significand: Double
  private let exponent: Int

  /// No exponent is beyond it, so that the sum of two is an `Int`.
  private static let greatestExponent = 1 << 61

  /// More than what two roundings to the nearest take away.
  private static let up = 1 + 0x1p-51

  static let zero = Radius(0)
  static let infinity = Radius(.infinity)

  /// `value` · 2^`exponent`.
  init(_ value: Double, exponent: Int = 0) {
    let whole = exponent + (value > 0 && value < .infinity ? Int(value.exponent) : 0)
    if whole > Self.greatestExponent {
      significand = .infinity
      self.exponent = 0
    } else if value > 0 && value < .infinity {
      // A greater one is a bound as well.
      significand = value.significand
      self.exponent = max(whole, -Self.greatestExponent)
    } else {
      significand = value
      self.exponent = 0
    }
  }

  var isZero: Bool { significand == 0 }

  /// The bound times 2^`bits`.
  func scaled(_ bits: Int) -> Real {
    let result = Real(bits: 53)
    result.with {
      _ = mpfr_set_d($0, significand, MPFR_RNDU)
      _ = mpfr_mul_2si($0, $0, exponent + bits, MPFR_RNDU)
    }
    return result
  }

  /// Whether it says anything.
  var isFinite: Bool { significand < .infinity }

  /// The least e for which the bound is less than 2^e, if it is neither zero nor infinite.
  var bits: Int? { isZero || !isFinite ? nil : exponent + 1 }

  static func + (a: Self, b: Self) -> Self {
    if b.isZero || !a.isFinite { return a }
    if a.isZero || !b.isFinite { return b }
    let (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a)
    let gap = large.exponent - small.exponent
    let rest =
      gap > 60
      ? 0x1p-60 : small.significand * Double(sign: .plus, exponent: -gap, significand: 1)
    return Radius((large.significand + rest) * up, exponent: large.exponent)
  }

  static func * (a: Self, b: Self) -> Self {
    if a.isZero || b.isZero { return .zero }
    return Radius(a.significand * b.significand * up, exponent: a.exponent + b.exponent)
  }

  /// Divided by a lower bound of the divisor.
  static func / (a: Self, b: Floor) -> Self {
    Radius(a.significand / b.significand * up, exponent: a.exponent - b.exponent)
  }

  static func < (a: Self, b: Self) -> Bool {
    if a.isZero || b.isZero || !a.isFinite || !b.isFinite { return a.significand < b.significand }
    return (a.exponent, a.significand) < (b.exponent, b.significand)
  }

  /// The bound's square root.
  var squareRoot: Self {
    if isZero || !isFinite { return self }
    let odd = exponent & 1
    return Radius(
      (odd == 1 ? 2 * significand : significand).squareRoot() * Self.up,
      exponent: (exponent - odd) / 2)
  }

  /// The bound's binary logarithm, nearly; nil for zero.
  var log2: Double? {
    isZero ? nil : Glibc.log2(significand) + Double(exponent)
  }

  /// The bound to a power of at least 0.
  func power(_ exponent: Int) -> Self {
    var (result, square, rest) = (Radius(1), self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// A lower bound of an absolute value, above zero: what remains of a number without its radius.
  struct Floor {
    fileprivate let significand: Double
    fileprivate let exponent: Int

    /// `value` · 2^`exponent` − `radius`, rounded down; nil unless that is certainly above zero.
    init?(_ value: Double, exponent: Int, minus radius: Radius) {
      guard radius.isFinite, value > 0 else { return nil }
      var rest = value
      if !radius.isZero {
        let gap = radius.exponent - exponent
        if gap > 1 { return nil }
        // Below 2^-60 any power of two that is more will do.
        rest -= radius.significand * Double(sign: .plus, exponent: max(gap, -61), significand: 1)
        rest -= value * 0x1p-51
      }
      guard rest > 0 else { return nil }
      significand = rest.significand
      self.exponent = exponent + Int(rest.exponent)
    }
  }
}
