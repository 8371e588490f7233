import CMPFR

extension Jet {
  /// e^a: e' = a'·e.
  var exponential: Jet {
    if isConstant { return Jet(constant: value.exponential, order: order) }
    return .recurrence(order: order, bits: bits) { n, e in
      n == 0 ? value.exponential : e.convolution(with: self, at: n) { $0 } / n
    }
  }

  /// The logarithm: a·l' = a'.
  var logarithm: Jet {
    if isConstant { return Jet(constant: value.logarithm, order: order) }
    return (derivative / self).integral(from: value.logarithm)
  }

  /// a^s for a number s: a·p' = s·a'·p.
  func power(_ s: ComplexBall, value power: ComplexBall) -> Jet {
    if isConstant { return Jet(constant: power, order: order) }
    let inverse = ComplexBall(1, bits: bits) / value
    return .recurrence(order: order, bits: bits) { n, p in
      if n == 0 { return power }
      let whole = p.convolution(with: self, at: n) { $0 }
      let rest = p.convolution(with: self, at: n) { $0 - n }
      return (whole * s + rest) * inverse / n
    }
  }

  /// a^n for an integer n.
  func power(_ n: Int) -> Jet {
    if order == 0, n.magnitude > 3, !value.isReal, value.real.isCertainlyPositive {
      // Products would widen a square's ball more.
      return Jet([(value.logarithm * n).exponential], order: 0)
    }
    if n < 0 { return Jet(constant: ComplexBall(1, bits: bits), order: order) / power(-n) }
    var (result, square, rest) = (nil as Jet?, self, n)
    while rest > 0 {
      if rest & 1 == 1 { result = result.map { $0 * square } ?? square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result ?? Jet(constant: ComplexBall(1, bits: bits), order: order)
  }

  /// a^b: by products for a whole number b of few bits, else right of the imaginary axis.
  func power(_ b: Jet) -> Jet {
    if b.isConstant, let n = b.value.smallInteger { return power(n) }
    if value.isZero, order == 0, b.value.real.isCertainlyPositive { return self }
    let logarithm = value.logarithm
    if b.isConstant { return power(b.value, value: (b.value * logarithm).exponential) }
    return (b * self.logarithm).exponential
  }

  var squareRoot: Jet {
    let half = ComplexBall(1, bits: bits) / 2
    return power(half, value: value.squareRoot)
  }

  /// The real cube root.
  var cubeRoot: Jet {
    if value.isZero && order == 0 { return self }
    if (-value.real).isCertainlyPositive { return -(-self).cubeRoot }
    return power(ComplexBall(1, bits: bits) / 3, value: value.cubeRoot)
  }

  /// s' = a'·c and c' = −a'·s.
  var sineAndCosine: (sine: Jet, cosine: Jet) {
    let (sine, cosine) = value.sineAndCosine
    if isConstant {
      return (Jet(constant: sine, order: order), Jet(constant: cosine, order: order))
    }
    // From e^(ia) and e^(−ia), which is simple; near the real line nothing is lost.
    let turned = Jet(coefficients.map(\.turned), order: order)
    let (up, down) = (turned.exponential, (-turned).exponential)
    let half = Jet(constant: ComplexBall(1, bits: bits) / 2, order: order)
    let odd = (up - down) * half
    return (Jet(odd.coefficients.map { -$0.turned }, order: order), (up + down) * half)
  }

  /// a'/(1 + a²), integrated.
  var arctangent: Jet {
    if isConstant { return Jet(constant: value.arctangent, order: order) }
    return (derivative / (one + self * self)).integral(from: value.arctangent)
  }

  /// a'/√(1 − a²), integrated.
  var arcsine: Jet {
    if isConstant { return Jet(constant: value.arcsine, order: order) }
    return (derivative / (one - self * self).squareRoot).integral(from: value.arcsine)
  }

  /// The hyperbolic sine and cosine.
  var hyperbolic: (sine: Jet, cosine: Jet) {
    let (up, down) = (exponential, (-self).exponential)
    let half = Jet(constant: ComplexBall(1, bits: bits) / 2, order: order)
    return ((up - down) * half, (up + down) * half)
  }

  /// (1 − e^−2a)/(1 + e^−2a) right of the imaginary axis, and the opposite left of it.
  var hyperbolicTangent: Jet {
    if value.real.middle.sign < 0 { return -(-self).hyperbolicTangent }
    let power = (-(self + self)).exponential
    return (one - power) / (one + power)
  }

  /// ±a, where it is known which; a number on the real line need not be.
  var absolute: Jet {
    if value.real.isCertainlyPositive { return self }
    if (-value.real).isCertainlyPositive { return -self }
    if order == 0 && value.isReal { return Jet([ComplexBall(value.real.absolute)], order: 0) }
    return Jet([value.widened(by: .infinity)], order: order)
  }

  private var one: Jet { Jet(constant: ComplexBall(1, bits: bits), order: order) }

  /// The derivative, of the same order but for the last coefficient.
  private var derivative: Jet {
    let terms = coefficients.indices.dropFirst().map { coefficients[$0] * $0 }
    return Jet(terms.isEmpty ? [ComplexBall(0, bits: bits)] : terms, order: order)
  }

  /// The integral that has this value at the point.
  private func integral(from value: ComplexBall) -> Jet {
    let rest = coefficients.prefix(order).enumerated().map { $1 / ($0 + 1) }
    return Jet([value] + rest, order: order)
  }
}

extension ComplexBall {
  /// The number, if it is known to be a whole one of few bits.
  fileprivate var smallInteger: Int? {
    guard isReal, real.radius.isZero,
      real.middle.with({ mpfr_integer_p($0) }) != 0,
      real.isZero || real.middle.exponent < 11
    else { return nil }
    return real.middle.with { mpfr_get_si($0, MPFR_RNDN) }
  }
}
