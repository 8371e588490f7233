/// Evaluates k^-s·(ln k)^p for numbers of any size.
struct TermValue {
  /// s.
  let exponent: Ball

  /// s, if it is a whole number of few bits.
  private let whole: Int?

  private let hasLogarithm: Bool

  init(_ shape: TermShape, bits: Int) {
    exponent = Ball(shape.exponent, bits: bits)
    whole = shape.exponent.integer.flatMap { $0 <= 64 ? $0 : nil }
    hasLogarithm = shape.hasLogarithm
  }

  /// x^-s, and ln x if the term has it.
  func factors(_ x: Ball) -> (power: Ball, logarithm: Ball?) {
    if let whole {
      return (Ball(1, bits: x.bits) / x.power(whole), hasLogarithm ? x.logarithm : nil)
    }
    let logarithm = x.logarithm
    return ((-(exponent * logarithm)).exponential, hasLogarithm ? logarithm : nil)
  }

  /// The term.
  func callAsFunction(_ x: Ball) -> Ball {
    let (power, logarithm) = factors(x)
    return logarithm.map { power * $0 } ?? power
  }
}
