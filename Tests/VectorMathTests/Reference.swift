import CMPFR

/// Values by MPFR with 140 bits, and the distance of a double from them.
final class Reference {
  private let x = UnsafeMutablePointer<__mpfr_struct>.allocate(capacity: 1)
  private let y = UnsafeMutablePointer<__mpfr_struct>.allocate(capacity: 1)
  private let value = UnsafeMutablePointer<__mpfr_struct>.allocate(capacity: 1)

  init() {
    mpfr_init2(x, 300)
    mpfr_init2(y, 53)
    mpfr_init2(value, 140)
  }

  deinit {
    for number in [x, y, value] {
      mpfr_clear(number)
      number.deallocate()
    }
  }

  /// The distance of a result from the exact value in units of the value's last place, which in the subnormal
  /// range is 2^-1074; infinite where one of them is NaN or infinite and the other is not the same.
  func error(of result: Double, _ function: Function, _ argument: Argument) -> Double {
    mpfr_set_d(x, argument.x, MPFR_RNDN)
    mpfr_set_d(y, argument.y, MPFR_RNDN)
    switch function {
    case .exp: mpfr_exp(value, x, MPFR_RNDN)
    case .log: mpfr_log(value, x, MPFR_RNDN)
    case .sin: mpfr_sin(value, x, MPFR_RNDN)
    case .cos: mpfr_cos(value, x, MPFR_RNDN)
    case .tan: mpfr_tan(value, x, MPFR_RNDN)
    case .power: mpfr_pow(value, x, y, MPFR_RNDN)
    case .exp2: mpfr_exp2(value, x, MPFR_RNDN)
    case .expm1: mpfr_expm1(value, x, MPFR_RNDN)
    case .log2: mpfr_log2(value, x, MPFR_RNDN)
    case .log10: mpfr_log10(value, x, MPFR_RNDN)
    case .log1p: mpfr_log1p(value, x, MPFR_RNDN)
    case .cosineOfTurns: setSine(ofTurns: argument.x.bitPattern &+ 1 << 62)
    case .sineOfTurns: setSine(ofTurns: argument.x.bitPattern)
    }
    let nearest = mpfr_get_d(value, MPFR_RNDN)
    if nearest.isNaN || result.isNaN {
      return nearest.isNaN && result.bitPattern == Double.nan.bitPattern ? 0 : .infinity
    }
    if nearest.isInfinite || result.isInfinite { return nearest == result ? 0 : .infinity }
    if mpfr_zero_p(value) != 0 { return result == 0 ? 0 : .infinity }
    let place = max(mpfr_get_exp(value) - 53, -1074)
    mpfr_sub_d(value, value, result, MPFR_RNDN)
    mpfr_mul_2si(value, value, -place, MPFR_RNDN)
    return abs(mpfr_get_d(value, MPFR_RNDN))
  }

  /// sin(2π·turns/2^64), exact where it is 0.
  private func setSine(ofTurns turns: UInt64) {
    // Between -1/4 and 1/4 turn, so that a zero is a zero.
    let signed = Int64(bitPattern: turns)
    let quarter = Int64(1) << 62
    let folded =
      if signed > quarter {
        Int64(bitPattern: UInt64(1) << 63 &- turns)
      } else if signed < -quarter {
        Int64(bitPattern: UInt64(1) << 63 &- turns)
      } else {
        signed
      }
    mpfr_const_pi(x, MPFR_RNDN)
    mpfr_mul_si(x, x, Int(folded), MPFR_RNDN)
    mpfr_mul_2si(x, x, -63, MPFR_RNDN)
    mpfr_sin(value, x, MPFR_RNDN)
  }
}
