/// A real number that grows in equal steps with an integer: factor·n + offset.
struct LinearForm {
  let factor: ExactReal

  /// The place of n among an expression's parts.
  let integer: Int

  let offset: ExactReal

  /// The integer itself.
  init(integer: Int, bits: Int) {
    self.init(ExactReal(Rational(1), bits: bits), integer, ExactReal(Rational(0), bits: bits))
  }

  private init(_ factor: ExactReal, _ integer: Int, _ offset: ExactReal) {
    self.factor = factor
    self.integer = integer
    self.offset = offset
  }

  /// The number times a constant or divided by it.
  func scaled(_ operation: RealOperation, _ constant: ExactReal) -> Self? {
    let factor = factor.applying(operation, constant)
    return factor.isEqual(to: 0) || !factor.interval.isFinite
      ? nil : Self(factor, integer, offset.applying(operation, constant))
  }

  /// The number and a constant, which is added or subtracted.
  func moved(_ operation: RealOperation, _ constant: ExactReal) -> Self {
    Self(factor, integer, offset.applying(operation, constant))
  }

  /// The sum or the difference of two that grow with the same integer, unless they cancel.
  func combined(_ operation: RealOperation, _ other: Self) -> Self? {
    guard integer == other.integer else { return nil }
    let factor = factor.applying(operation, other.factor)
    return factor.isEqual(to: 0)
      ? nil : Self(factor, integer, offset.applying(operation, other.offset))
  }

  /// The same with the opposite sign.
  var negated: Self {
    Self(factor.applying(.negate), integer, offset.applying(.negate))
  }
}
