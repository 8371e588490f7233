import CGMP
import CMPFR
import Summation

extension Ball {
  /// The ball's ends as fixed-point numbers, rounded outwards; nil if the radius is infinite.
  var enclosure: Enclosure? {
    guard radius.isFinite else { return nil }
    // Some bits more than the radius leaves a meaning; without a radius, all that the midpoint has.
    let wanted = radius.bits.map { 16 - $0 } ?? (isZero ? 0 : bits - middle.exponent)
    let fractionBits = max(0, min(wanted, 4 * bits + 4096))
    let lower = FixedPoint(middle, radius, fractionBits, MPFR_RNDD)
    let upper = FixedPoint(middle, radius, fractionBits, MPFR_RNDU)
    let length = max(lower.count, upper.count, fractionBits / 64) + 1
    return Enclosure(
      lower: lower.limbs(length), isLowerNegative: lower.isNegative,
      upper: upper.limbs(length), isUpperNegative: upper.isNegative,
      width: upper.limbs(length, minus: lower), fractionBits: fractionBits)
  }
}

/// An integer of GMP's: a ball's end in units of its last bit.
private final class FixedPoint {
  private let value: mpz_ptr = .allocate(capacity: 1)

  /// The end below the midpoint, rounded down, or the one above, rounded up.
  init(_ middle: Real, _ radius: Radius, _ fractionBits: Int, _ rounding: mpfr_rnd_t) {
    __gmpz_init(value)
    // Only exponents change: nothing is rounded but by mpfr_get_z.
    let scaled = Real(bits: middle.bits)
    _ = scaled.set({ mpfr_mul_2si($0, $1, fractionBits, $2) }, middle)
    scaled.with { _ = mpfr_get_z(value, $0, rounding) }
    let units: mpz_ptr = .allocate(capacity: 1)
    __gmpz_init(units)
    radius.scaled(fractionBits).with { _ = mpfr_get_z(units, $0, MPFR_RNDU) }
    if rounding == MPFR_RNDD {
      __gmpz_sub(value, value, units)
    } else {
      __gmpz_add(value, value, units)
    }
    __gmpz_clear(units)
    units.deallocate()
  }

  deinit {
    __gmpz_clear(value)
    value.deallocate()
  }

  var isNegative: Bool { value.pointee._mp_size < 0 }

  /// How many limbs the absolute value has.
  var count: Int { Int(value.pointee._mp_size.magnitude) }

  /// The absolute value in so many limbs.
  func limbs(_ length: Int) -> [UInt64] {
    (0..<length).map { UInt64(__gmpz_getlimbn(value, $0)) }
  }

  /// How much the number, which is used up, is above another, in so many limbs.
  func limbs(_ length: Int, minus other: FixedPoint) -> [UInt64] {
    __gmpz_sub(value, value, other.value)
    return limbs(length)
  }
}
