/// A number of any size in decimal scientific notation, with some 36 digits, always rounded down.
///
/// Only for numbers that are not negative. Each operation loses less than 2^-118 of its result, so
/// that after n of them less than n · 2^-118 is lost.
struct DecimalFloat {
  /// The number is significand · 10^(exponent − 36); 10³⁶ <= significand < 10³⁷, or both are zero.
  private var significand: UInt128 = 0
  private var exponent = 0

  private static let one: UInt128 = (0..<36).reduce(1) { power, _ in 10 * power }

  /// Zero.
  init() {}

  init(_ value: Int) {
    significand = UInt128(value)
    if value == 0 { return }
    exponent = 36
    while significand < Self.one {
      significand *= 10
      exponent -= 1
    }
  }

  /// A number times a power.
  init(_ number: WholeNumber, timesPower base: Int, _ exponent: Int) {
    self = number.decimals.reduce(Self()) { $0 * Self(10) + Self(Int($1)) }
    var power = Self(base)
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { self = self * power }
      rest >>= 1
      if rest > 0 { power = power * power }
    }
  }

  /// The decimal digits of the number's whole part.
  var digitCount: Int { exponent + 1 }

  var isZero: Bool { significand == 0 }

  static func + (a: Self, b: Self) -> Self {
    if a.isZero || b.isZero { return a.isZero ? b : a }
    if a.exponent < b.exponent { return b + a }
    let distance = a.exponent - b.exponent
    guard distance <= 36 else { return a }
    var sum = a
    sum.significand += (0..<distance).reduce(b.significand) { rest, _ in rest / 10 }
    if sum.significand >= 10 * one {
      sum.significand /= 10
      sum.exponent += 1
    }
    return sum
  }

  static func * (a: Self, b: Self) -> Self {
    if a.isZero || b.isZero { return Self() }
    let (high, low) = a.significand.multipliedFullWidth(by: b.significand)
    var product = Self()
    product.exponent = a.exponent + b.exponent
    product.significand = one.dividingFullWidth((high, low)).quotient
    if product.significand >= 10 * one {
      product.significand /= 10
      product.exponent += 1
    }
    return product
  }

  /// Such as `9.0123456789e95424`: ten decimals.
  var text: String {
    let digits = String(significand / (0..<26).reduce(1) { power, _ in 10 * power })
    return "\(digits.prefix(1)).\(digits.dropFirst())e\(exponent)"
  }
}
