import CMPFR

extension Ball {
  /// The natural logarithm of what is above zero: it changes by less than δ/(x − δ).
  var logarithm: Ball {
    let floor = middle.sign > 0 ? middle.floor(minus: radius) : nil
    let change = floor.map { radius.isZero ? .zero : radius / $0 } ?? Radius.infinity
    return Ball(mpfr_log, self, change)
  }

  /// The exponential: e^(x + δ) differs from e^x by e^x·(e^δ − 1), and e^δ − 1 <= δ + δ² for δ <= 1.
  var exponential: Ball {
    let result = Ball(mpfr_exp, self, .zero)
    if radius.isZero { return result }
    guard radius < Radius(1) else { return result.widened(by: .infinity) }
    return result.widened(by: result.magnitude * (radius + radius * radius))
  }

  /// The sine and the cosine, which change by no more than their argument.
  var sineAndCosine: (sine: Ball, cosine: Ball) {
    (Ball(mpfr_sin, self, radius), Ball(mpfr_cos, self, radius))
  }

  /// The absolute value, which changes by no more than the number.
  var absolute: Ball {
    Ball(mpfr_abs, self, radius)
  }

  /// The number without the integer nearest to the midpoint.
  var fraction: Ball {
    // The integer is whatever it is: it has no radius, though the function says that it has rounded.
    let whole = Ball({ mpfr_rint($0, $1, $2) & 0 }, self, .zero)
    return self - whole
  }

  /// The number to a power of at least 0.
  func power(_ exponent: Int) -> Ball {
    var (result, square, rest) = (Ball(1, bits: bits), self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}
