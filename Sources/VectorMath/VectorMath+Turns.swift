import CVector

extension Angle {
  /// An angle in turns of 2^64 units.
  @inline(__always)
  init(turns: Patterns) {
    let quarters = cvector_shift_right(cvector_add_integers(turns, all(1 << 61)), 62)
    let remainder = cvector_subtract_integers(turns, cvector_shift_left(quarters, 62))
    // As a double and its rest, exactly: 32 bits each, as the low bits of 2^84 and of 2^52.
    let upper = cvector_or(
      cvector_shift_right(cvector_add_integers(remainder, all(1 << 63)), 32),
      all((0x1p84 as Double).bitPattern))
    let lower = cvector_or(
      cvector_and(remainder, all(0xFFFF_FFFF)), all((0x1p52 as Double).bitPattern))
    let units = Pair(
      sumOf: cvector_subtract(cvector_double(upper), all(0x1p84 + 0x1p63)),
      cvector_subtract(cvector_double(lower), all(0x1p52)))
    // Times 2π·2^-64.
    let product = Pair(productOf: units.high, all(0x1.921fb54442d18p-62))
    let low = cvector_multiply_add(
      units.low, all(0x1.921fb54442d18p-62),
      cvector_multiply_add(units.high, all(0x1.1a62633145c07p-116), product.low))
    self.init(rest: Pair(product.high, low), quarters: quarters)
  }
}

extension VectorMath {
  /// The cosine of 2π·t/2^64: of an angle in turns, in fixed point that wraps as turns do.
  ///
  /// The error is less than 0.64 ulp, which is less than 2^-53.
  ///
  /// - Parameters:
  ///   - turns: `count` vectors.
  ///   - result: `count` vectors.
  ///   - count: how many.
  public static func cosineOfTurns(
    _ turns: UnsafePointer<SIMD8<UInt64>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    for index in 0..<count { result[index] = Angle(turns: turns[index]).next.sine }
  }

  /// The sine of 2π·t/2^64: of an angle in turns, in fixed point that wraps as turns do.
  ///
  /// The error is less than 0.64 ulp, which is less than 2^-53.
  ///
  /// - Parameters:
  ///   - turns: `count` vectors.
  ///   - result: `count` vectors.
  ///   - count: how many.
  public static func sineOfTurns(
    _ turns: UnsafePointer<SIMD8<UInt64>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    for index in 0..<count { result[index] = Angle(turns: turns[index]).sine }
  }
}
