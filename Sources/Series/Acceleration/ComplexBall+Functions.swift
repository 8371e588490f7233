import CMPFR

extension Ball {
  /// Whether the ball says anything.
  var isFinite: Bool { radius.isFinite }

  /// The midpoint alone.
  var exact: Ball { Ball(copying: middle, .zero) }

  /// The exponential for a radius of any size: between those of the ends.
  var wideExponential: Ball {
    if radius < Radius(1) { return exponential }
    let reach = Ball(copying: radius.scaled(0), .zero)
    let (low, high) = ((exact - reach).exponential, (exact + reach).exponential)
    let (centre, half) = ((high + low) / 2, (high - low) / 2)
    return centre.widened(by: half.magnitude)
  }
}

extension ComplexBall {
  var bits: Int { real.bits }

  var isReal: Bool { imaginary.isZero }

  var isZero: Bool { real.isZero && imaginary.isZero }

  /// Whether it says anything.
  var isFinite: Bool { real.isFinite && imaginary.isFinite }

  /// An integer.
  init(_ value: Int, bits: Int) {
    self.init(Ball(value, bits: bits))
  }

  /// The midpoint alone.
  var exact: Self { Self(real.exact, imaginary.exact) }

  /// The radius of a disc around the midpoint that holds the ball.
  var reach: Radius {
    if imaginary.radius.isZero { return real.radius }
    return (real.radius * real.radius + imaginary.radius * imaginary.radius).squareRoot
  }

  /// An upper bound of the absolute value.
  var modulus: Radius {
    if isReal { return real.magnitude }
    let (x, y) = (real.magnitude, imaginary.magnitude)
    return (x * x + y * y).squareRoot
  }

  /// The midpoint's absolute value.
  private var centre: Ball { Ball(mpfr_hypot, real.exact, imaginary.exact, .zero) }

  /// The same, or infinity for what is not known to be right of the imaginary axis.
  ///
  /// All that has a branch point there is taken where it has none; real functions are no numbers left
  /// of it.
  private var rightward: Self {
    real.isCertainlyPositive ? self : widened(by: .infinity)
  }

  static prefix func - (a: Self) -> Self { Self(-a.real, -a.imaginary) }

  static func - (a: Self, b: Self) -> Self {
    Self(a.real - b.real, b.imaginary.isZero ? a.imaginary : a.imaginary - b.imaginary)
  }

  static func * (a: Self, b: Int) -> Self {
    Self(a.real * b, a.imaginary.isZero ? a.imaginary : a.imaginary * b)
  }

  static func / (a: Self, b: Int) -> Self {
    Self(a.real / b, a.imaginary.isZero ? a.imaginary : a.imaginary / b)
  }

  static func / (a: Self, b: Self) -> Self {
    if b.isReal {
      return Self(a.real / b.real, a.imaginary.isZero ? a.imaginary : a.imaginary / b.real)
    }
    return a * b.inverse
  }

  /// i times the number.
  var turned: Self { Self(-imaginary, real) }

  var conjugate: Self { Self(real, -imaginary) }

  /// 1/z: around 1/m it changes by δ/(|m|·(|m| − δ)).
  private var inverse: Self {
    let size = centre
    guard let floor = size.middle.floor(minus: size.radius + reach),
      let whole = size.middle.floor(minus: size.radius)
    else { return widened(by: .infinity) }
    let (x, y) = (real.exact, imaginary.exact)
    let square = x * x + y * y
    let result = Self(x / square, -(y / square))
    return result.widened(by: reach / floor / whole)
  }

  /// e^z.
  var exponential: Self {
    if isReal { return Self(real.wideExponential) }
    let size = real.wideExponential
    let (sine, cosine) = imaginary.sineAndCosine
    return Self(size * cosine, size * sine)
  }

  /// The logarithm right of the imaginary axis: it changes by δ/(|m| − δ) at most.
  var logarithm: Self {
    if isReal { return Self(real.logarithm) }
    let size = centre
    guard real.isCertainlyPositive,
      let floor = size.middle.floor(minus: size.radius + reach)
    else { return rightward.widened(by: .infinity) }
    let angle = Ball(mpfr_atan2, imaginary.exact, real.exact, .zero)
    return Self(size.logarithm, angle).widened(by: reach / floor)
  }

  /// The root right of the imaginary axis: |√(1 + t) − 1| <= |t| for |t| <= 1.
  var squareRoot: Self {
    if isZero { return self }
    if isReal {
      guard real.isCertainlyPositive, let floor = real.middle.floor(minus: .zero) else {
        return widened(by: .infinity)
      }
      let root = Ball(mpfr_sqrt, real, .zero)
      return Self(root.widened(by: root.magnitude * (real.radius / floor)))
    }
    let size = centre
    guard real.isCertainlyPositive, size.middle.floor(minus: size.radius + reach) != nil,
      let floor = size.middle.floor(minus: size.radius)
    else { return widened(by: .infinity) }
    let along = Ball(mpfr_sqrt, ((size.exact + real.exact) / 2).exact, .zero)
    let across = imaginary.exact / (along * 2)
    // The midpoints are good to a few bits of the last place.
    let rounding = Radius(1, exponent: 4 - bits)
    let root = Self(along, across)
    return root.widened(by: root.modulus * (reach / floor + rounding))
  }

  /// The root right of the imaginary axis, likewise.
  var cubeRoot: Self {
    guard isReal, real.isCertainlyPositive, let floor = real.middle.floor(minus: .zero) else {
      return (logarithm / 3).exponential
    }
    let root = Ball(mpfr_cbrt, real, .zero)
    return Self(root.widened(by: root.magnitude * (real.radius / floor)))
  }

  var sineAndCosine: (sine: Self, cosine: Self) {
    if isReal {
      let (sine, cosine) = real.sineAndCosine
      return (Self(sine), Self(cosine))
    }
    let (sine, cosine) = real.sineAndCosine
    let (up, down) = (imaginary.wideExponential, (-imaginary).wideExponential)
    let (even, odd) = ((up + down) / 2, (up - down) / 2)
    return (Self(sine * even, cosine * odd), Self(cosine * even, -(sine * odd)))
  }

  /// The inverse tangent, without the imaginary axis beyond ±i.
  var arctangent: Self {
    if isReal { return Self(Ball(mpfr_atan, real, real.radius)) }
    let one = Self(1, bits: bits)
    let isRight = real.isCertainlyPositive
    if isRight || (-real).isCertainlyPositive, (real * real).middle.exponent > 0 {
      let quarter = Self(Ball.pi(bits: bits) / 2)
      return (isRight ? quarter : -quarter) - (one / self).innerArctangent
    }
    return innerArctangent
  }

  /// (log(1 + iz) − log(1 − iz))/2i, where both logarithms are right of the axis.
  private var innerArctangent: Self {
    let one = Self(1, bits: bits)
    let difference = (one + turned).logarithm - (one - turned).logarithm
    return -(difference.turned / 2)
  }

  /// −i·log(iz + √(1 − z²)).
  var arcsine: Self {
    if isReal && real.radius.isZero { return Self(Ball(mpfr_asin, real, .zero)) }
    let one = Self(1, bits: bits)
    let root = (one - self * self).squareRoot
    if isReal {
      // On the real line the midpoint's own function is better; its slope is 1/√(1 − x²).
      guard let floor = root.real.middle.floor(minus: root.real.radius) else {
        return widened(by: .infinity)
      }
      return Self(Ball(mpfr_asin, real, real.radius / floor))
    }
    return -(turned + root).logarithm.turned
  }
}
