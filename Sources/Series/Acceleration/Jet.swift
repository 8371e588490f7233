/// The first coefficients of a power series around a point: of what is not there, all are zero.
///
/// The first is a function's value at the point, the second its derivative, and so on: the j-th is the j-th
/// derivative over j!. All further ones than `order` are left out.
///
/// Method: Taylor-mode automatic differentiation; R. E. Moore, "Interval Analysis" (1966), and A. Griewank
/// and A. Walther, "Evaluating Derivatives" (2008), chapter 13.
struct Jet {
  let coefficients: [ComplexBall]
  let order: Int

  init(_ coefficients: [ComplexBall], order: Int) {
    self.coefficients = coefficients
    self.order = order
  }

  /// What does not depend on the point.
  init(constant: ComplexBall, order: Int) {
    self.init([constant], order: order)
  }

  /// The function x itself.
  init(variable x: ComplexBall, order: Int) {
    self.init(order == 0 ? [x] : [x, ComplexBall(1, bits: x.bits)], order: order)
  }

  var bits: Int { value.bits }

  /// The function's value.
  var value: ComplexBall { coefficients[0] }

  var isConstant: Bool { coefficients.count == 1 }

  /// Whether every coefficient says anything.
  var isFinite: Bool { coefficients.allSatisfy(\.isFinite) }

  /// A coefficient; nil for a zero that is left out.
  subscript(index: Int) -> ComplexBall? {
    index < coefficients.count ? coefficients[index] : nil
  }

  static prefix func - (a: Self) -> Self {
    Self(a.coefficients.map { -$0 }, order: a.order)
  }

  static func + (a: Self, b: Self) -> Self {
    let (long, short) = a.coefficients.count >= b.coefficients.count ? (a, b) : (b, a)
    var result = long.coefficients
    for (index, term) in short.coefficients.enumerated() { result[index] = result[index] + term }
    return Self(result, order: a.order)
  }

  static func - (a: Self, b: Self) -> Self { a + -b }

  static func * (a: Self, b: Self) -> Self {
    if a.isConstant { return Self(b.coefficients.map { $0 * a.value }, order: b.order) }
    if b.isConstant { return Self(a.coefficients.map { $0 * b.value }, order: a.order) }
    let last = min(a.order, a.coefficients.count + b.coefficients.count - 2)
    return Self(
      (0...last).map { n in a.convolution(b, at: n, from: max(0, n - b.coefficients.count + 1)) },
      order: a.order)
  }

  static func / (a: Self, b: Self) -> Self {
    if b.isConstant {
      return Self(a.coefficients.map { $0 / b.value }, order: a.order)
    }
    let one = ComplexBall(1, bits: b.bits)
    let inverse = one / b.value
    return Self.recurrence(order: a.order, bits: b.bits) { n, quotient in
      if n == 0 { return a.value / b.value }
      let carried = quotient.convolution(with: b, at: n)
      return (a[n].map { $0 - carried } ?? -carried) * inverse
    }
  }

  /// A series whose coefficients follow from those before them.
  static func recurrence(
    order: Int, bits: Int, _ next: (Int, Coefficients) -> ComplexBall
  ) -> Self {
    var result = Coefficients(bits: bits)
    for n in 0...order { result.terms.append(next(n, result)) }
    return Self(result.terms, order: order)
  }

  /// Σ a_j·b_(n−j) over the j that there are, from one on.
  private func convolution(_ b: Self, at n: Int, from first: Int) -> ComplexBall {
    let last = min(n, coefficients.count - 1)
    if first == last { return coefficients[first] * b.coefficients[n - first] }
    var sum = ComplexBallSum(bits: bits)
    for j in first...last { sum.add(coefficients[j], times: b.coefficients[n - j]) }
    return sum.ball
  }
}

/// The coefficients of a series that is under way.
struct Coefficients {
  fileprivate(set) var terms: [ComplexBall] = []
  let bits: Int

  /// Σ weight_j·b_j·terms_(n−j) over j from 1 to n.
  func convolution(
    with b: Jet, at n: Int, weight: (Int) -> Int? = { _ in nil }
  ) -> ComplexBall {
    var sum = ComplexBallSum(bits: bits)
    for j in stride(from: 1, through: min(n, b.coefficients.count - 1), by: 1) {
      let factor = weight(j).map { b.coefficients[j] * $0 } ?? b.coefficients[j]
      sum.add(factor, times: terms[n - j])
    }
    return sum.ball
  }
}
