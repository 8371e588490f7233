import CMPFR

/// A complex number: a ball for each of its parts.
struct ComplexBall {
  let real: Ball
  let imaginary: Ball

  init(_ real: Ball, _ imaginary: Ball) {
    self.real = real
    self.imaginary = imaginary
  }

  /// A real number.
  init(_ real: Ball) {
    self.init(real, Ball(0, bits: real.bits))
  }

  /// e^(2πi·t), exactly where it is a power of i.
  init(turn t: Ball) {
    let bits = t.bits
    let quarters = t * 4
    if quarters.radius.isZero, quarters.middle.with({ mpfr_integer_p($0) }) != 0 {
      let index = quarters.middle.with { mpfr_get_si($0, MPFR_RNDN) } & 3
      self.init(Ball([1, 0, -1, 0][index], bits: bits), Ball([0, 1, 0, -1][index], bits: bits))
    } else {
      let (sine, cosine) = (Ball.pi(bits: bits) * t * 2).sineAndCosine
      self.init(cosine, sine)
    }
  }

  static func + (a: Self, b: Self) -> Self {
    Self(a.real + b.real, a.imaginary + b.imaginary)
  }

  /// Zero parts, as all real numbers have, cost nothing.
  static func * (a: Self, b: Self) -> Self {
    Self(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  static func * (a: Self, b: Ball) -> Self {
    Self(a.real * b, a.imaginary * b)
  }

  /// The same with a greater radius.
  func widened(by more: Radius) -> Self {
    Self(real.widened(by: more), imaginary.widened(by: more))
  }

  /// An upper bound of the absolute value, too great by a factor of up to √2.
  var magnitude: Radius { real.magnitude + imaginary.magnitude }
}
