import CMPFR

extension TermExpression {
  /// The term at a number as it is written, as a double and what that lacks: off by less than 2⁻¹⁰⁰ of it, or of
  /// `least` if it is less.
  ///
  /// - Parameters:
  ///   - number: k.
  ///   - bits: of the numbers on the way.
  ///   - least: which differences do not matter.
  /// - Returns: nil where there is no such number, or more bits are needed to tell it.
  package func parts(at number: Int, bits: Int, least: Double = 0) -> (value: Double, rest: Double)?
  {
    guard let ball = ball(at: number, bits: bits), ball.radius.isFinite else { return nil }
    let value = ball.middle.with { mpfr_get_d($0, MPFR_RNDN) }
    guard value.isFinite else { return nil }
    let tolerance = Radius(max(abs(value), least), exponent: -101)
    guard ball.radius < tolerance || ball.radius.isZero else { return nil }
    let rest = Real(bits: bits)
    _ = rest.with { rest in ball.middle.with { mpfr_sub_d(rest, $0, value, MPFR_RNDN) } }
    return (value, rest.with { mpfr_get_d($0, MPFR_RNDN) })
  }
}
