import CMPFR

/// A real number that is known to lie within a radius of a midpoint.
///
/// The midpoint is rounded to the nearest number of its bits in each step, and the radius grows by
/// what that may have lost and by what the operands' own radii make of it: so a result's ball holds
/// the result for all numbers of the operands' balls. An operation that has no such result, like a
/// division by a ball that holds zero, has an infinite radius.
///
/// Method: J. van der Hoeven, "Ball arithmetic" (2009); as in F. Johansson's Arb.
struct Ball {
  let middle: Real
  let radius: Radius

  private init(_ middle: Real, _ inexact: Int32, _ radius: Radius) {
    self.middle = middle
    self.radius = radius + middle.rounding(inexact)
  }

  /// What one of MPFR's functions, which returns zero if it has not rounded, puts into so many bits.
  init(bits: Int, _ function: (mpfr_ptr) -> Int32) {
    let middle = Real(bits: bits)
    self.init(middle, middle.with(function), .zero)
  }

  /// A function of a number.
  ///
  /// - Parameters:
  ///   - function: one of MPFR's.
  ///   - a: the number.
  ///   - bits: of the result; nil: as many as the number has.
  ///   - radius: by which the function may differ from that of the midpoint.
  init(
    _ function: (mpfr_ptr, mpfr_srcptr, mpfr_rnd_t) -> Int32, _ a: Ball, bits: Int? = nil,
    _ radius: Radius
  ) {
    let middle = Real(bits: bits ?? a.bits)
    self.init(middle, middle.set(function, a.middle), radius)
  }

  /// A function of two numbers, likewise, with the bits of the longer one.
  init(
    _ function: (mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t) -> Int32, _ a: Ball, _ b: Ball,
    _ radius: Radius
  ) {
    let middle = Real(bits: max(a.bits, b.bits))
    self.init(middle, middle.set(function, a.middle, b.middle), radius)
  }

  /// A copy of a number that will change.
  init(copying middle: Real, _ radius: Radius) {
    let copy = Real(bits: middle.bits)
    self.init(copy, copy.set(mpfr_set, middle), radius)
  }

  /// An integer.
  init(_ value: Int, bits: Int) {
    self.init(bits: bits) { mpfr_set_si($0, value, MPFR_RNDN) }
  }

  /// The rational number.
  init(_ number: ExactNumber, bits: Int) {
    func integer(_ digits: String) -> Ball {
      Ball(bits: bits) { mpfr_strtofr($0, digits, nil, 10, MPFR_RNDN) }
    }
    let quotient =
      number.isZero
      ? Ball(0, bits: bits)
      : number.denominator == "1"
        ? integer(number.numerator) : integer(number.numerator) / integer(number.denominator)
    self = number.isNegative ? -quotient : quotient
  }

  /// π.
  static func pi(bits: Int) -> Ball {
    Ball(bits: bits) { mpfr_const_pi($0, MPFR_RNDN) }
  }

  /// Bits of the midpoint.
  var bits: Int { middle.bits }

  /// Whether it is zero and nothing else.
  var isZero: Bool { radius.isZero && middle.isZero }

  /// An upper bound of the absolute value.
  var magnitude: Radius { middle.magnitude + radius }

  /// Whether every number of the ball is above zero.
  var isCertainlyPositive: Bool {
    middle.sign > 0 && middle.floor(minus: radius) != nil
  }

  /// Whether no number of the ball is above zero.
  var isCertainlyNotPositive: Bool { isZero || (-self).isCertainlyPositive }

  /// The same with a greater radius.
  func widened(by more: Radius) -> Ball {
    if more.isZero { return self }
    return Ball(middle, 0, radius + more)
  }

  /// The same to so many bits.
  func rounded(bits: Int) -> Ball {
    Ball(mpfr_set, self, bits: bits, radius)
  }

  static prefix func - (a: Ball) -> Ball {
    Ball(mpfr_neg, a, a.radius)
  }

  static func + (a: Ball, b: Ball) -> Ball {
    if a.isZero { return b }
    if b.isZero { return a }
    return Ball(mpfr_add, a, b, a.radius + b.radius)
  }

  static func - (a: Ball, b: Ball) -> Ball {
    if b.isZero { return a }
    return Ball(mpfr_sub, a, b, a.radius + b.radius)
  }

  /// (x + δ)(y + ε) = xy + xε + yδ + δε.
  static func * (a: Ball, b: Ball) -> Ball {
    if a.isZero { return a }
    if b.isZero { return b }
    return Ball(mpfr_mul, a, b, radius(ofProduct: a, b))
  }

  /// By how much a product may differ from that of the midpoints.
  static func radius(ofProduct a: Ball, _ b: Ball) -> Radius {
    var radius = Radius.zero
    if !b.radius.isZero { radius = a.magnitude * b.radius }
    if !a.radius.isZero { radius = radius + b.middle.magnitude * a.radius }
    return radius
  }

  static func * (a: Ball, b: Int) -> Ball {
    let radius = a.radius.isZero ? .zero : a.radius * Radius(Double(b.magnitude).nextUp)
    return Ball({ mpfr_mul_si($0, $1, b, $2) }, a, radius)
  }

  /// (x + δ)/(y + ε) differs from q = x/y by (δ − qε)/(y + ε).
  static func / (a: Ball, b: Ball) -> Ball {
    guard let floor = b.middle.floor(minus: b.radius) else {
      return a.widened(by: .infinity)
    }
    let quotient = Ball(mpfr_div, a, b, .zero)
    if a.radius.isZero && b.radius.isZero { return quotient }
    return quotient.widened(by: (a.radius + quotient.magnitude * b.radius) / floor)
  }

  static func / (a: Ball, b: Int) -> Ball {
    a / Ball(b, bits: max(a.bits, Int.bitWidth))
  }
}
