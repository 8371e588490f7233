import CMPFR

/// A ball in the making: a sum that products are added to in place, which the inner loops need.
struct BallSum: ~Copyable {
  private let sum: Real
  private let product: Real
  private var radius = Radius.zero

  /// Zero, with so many bits.
  init(bits: Int) {
    sum = Real(bits: bits)
    product = Real(bits: bits)
    sum.with { mpfr_set_zero($0, 1) }
  }

  /// What has been added up.
  var ball: Ball { Ball(copying: sum, radius) }

  /// Adds a ball.
  mutating func add(_ a: Ball) {
    if a.isZero { return }
    radius = radius + a.radius + sum.rounding(sum.set(mpfr_add, sum, a.middle))
  }

  /// Adds a product, or subtracts it.
  mutating func add(_ a: Ball, times b: Ball, isSubtracted: Bool = false) {
    if a.isZero || b.isZero { return }
    radius =
      radius + Ball.radius(ofProduct: a, b)
      + product.rounding(product.set(mpfr_mul, a.middle, b.middle))
    let inexact = sum.set(isSubtracted ? mpfr_sub : mpfr_add, sum, product)
    radius = radius + sum.rounding(inexact)
  }

  /// Multiplies the sum.
  mutating func multiply(by b: Ball) {
    if sum.isZero && radius.isZero { return }
    if !radius.isZero { radius = radius * b.magnitude }
    if !b.radius.isZero { radius = radius + sum.magnitude * b.radius }
    radius = radius + sum.rounding(sum.set(mpfr_mul, sum, b.middle))
  }
}

/// Likewise of complex numbers.
struct ComplexBallSum: ~Copyable {
  private var real: BallSum
  private var imaginary: BallSum

  /// Zero, with so many bits.
  init(bits: Int) {
    real = BallSum(bits: bits)
    imaginary = BallSum(bits: bits)
  }

  /// What has been added up.
  var ball: ComplexBall { ComplexBall(real.ball, imaginary.ball) }

  /// Adds a number.
  mutating func add(_ a: ComplexBall) {
    real.add(a.real)
    imaginary.add(a.imaginary)
  }

  /// Adds a product.
  mutating func add(_ a: ComplexBall, times b: ComplexBall) {
    real.add(a.real, times: b.real)
    real.add(a.imaginary, times: b.imaginary, isSubtracted: true)
    imaginary.add(a.real, times: b.imaginary)
    imaginary.add(a.imaginary, times: b.real)
  }

  /// Multiplies the sum.
  mutating func multiply(by b: Ball) {
    real.multiply(by: b)
    imaginary.multiply(by: b)
  }
}
