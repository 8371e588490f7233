import CMPFR

/// A part of a full turn, in units of 2⁻¹⁹²: what is whole turns is left out.
struct Turn: Hashable, Sendable {
  /// The first 64 bits, and the next, and the last.
  let high: UInt64
  let middle: UInt64
  let low: UInt64

  private init(high: UInt64, middle: UInt64, low: UInt64) {
    (self.high, self.middle, self.low) = (high, middle, low)
  }

  /// An angle, cut off.
  ///
  /// - Parameter angle: below 2⁴⁰⁹⁶.
  init(_ angle: RealConstant) {
    let bits = 64 + 192 + max(0, angle.value.isZero ? 0 : Int(angle.value.exponent))
    let turns = RealConstant.turns(of: angle, bits: bits)
    let part = Real(bits: bits)
    part.with { part in
      _ = turns.with { mpfr_frac(part, $0, MPFR_RNDN) }
      // Not 1: that would be a limb more.
      if mpfr_sgn(part) < 0 { _ = mpfr_add_ui(part, part, 1, MPFR_RNDD) }
    }
    func limb() -> UInt64 {
      part.with { part in
        _ = mpfr_mul_2ui(part, part, 64, MPFR_RNDN)
        let limb = mpfr_get_ui(part, MPFR_RNDD)
        _ = mpfr_frac(part, part, MPFR_RNDN)
        return UInt64(limb)
      }
    }
    high = limb()
    middle = limb()
    low = limb()
  }

  /// The first 128 bits.
  var head: UInt128 { UInt128(high) << 64 | UInt128(middle) }

  static func + (a: Self, b: Self) -> Self {
    let (low, carry) = a.low.addingReportingOverflow(b.low)
    let head = a.head &+ b.head &+ (carry ? 1 : 0)
    return Self(
      high: UInt64(truncatingIfNeeded: head >> 64), middle: UInt64(truncatingIfNeeded: head),
      low: low)
  }

  static func * (a: Self, factor: Int) -> Self {
    let bits = UInt64(bitPattern: Int64(factor))
    let low = a.low.multipliedFullWidth(by: bits)
    var head = a.head &* UInt128(bits) &+ UInt128(low.high)
    // The pattern of a negative number is 2⁶⁴ more.
    if factor < 0 { head &-= UInt128(a.middle) << 64 | UInt128(a.low) }
    return Self(
      high: UInt64(truncatingIfNeeded: head >> 64), middle: UInt64(truncatingIfNeeded: head),
      low: low.low)
  }

  /// A quarter less.
  var quarterBack: Self { Self(high: high &- 1 << 62, middle: middle, low: low) }
}

extension RealConstant {
  /// An angle in full turns.
  fileprivate static func turns(of angle: Self, bits: Int) -> Real {
    let steps =
      angle.steps + [
        .pi, .operation(.divide), .rational(Rational(2)), .operation(.divide),
      ]
    return RealInterval(steps, bits: bits).lower
  }
}
