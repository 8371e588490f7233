import CMPFR

/// A floating-point number of MPFR's, freed with its last owner.
///
/// Once it is a ball's, it does not change. MPFR's functions are only called by way of the methods here,
/// which keep the numbers alive meanwhile.
final class Real {
  private let pointer: mpfr_ptr

  /// Room for a number of so many bits.
  init(bits: Int) {
    pointer = .allocate(capacity: 1)
    mpfr_init2(pointer, bits)
  }

  deinit {
    mpfr_clear(pointer)
    pointer.deallocate()
  }

  /// Calls a function with the number.
  @inline(__always)
  func with<Result>(_ body: (mpfr_ptr) -> Result) -> Result {
    withExtendedLifetime(self) { body(pointer) }
  }

  /// Becomes what a function makes of another number; returns zero if that has not rounded.
  @inline(__always)
  func set(
    _ function: (mpfr_ptr, mpfr_srcptr, mpfr_rnd_t) -> Int32, _ a: Real
  ) -> Int32 {
    withExtendedLifetime((self, a)) { function(pointer, a.pointer, MPFR_RNDN) }
  }

  /// Becomes what a function makes of two numbers; returns zero if that has not rounded.
  @inline(__always)
  func set(
    _ function: (mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t) -> Int32, _ a: Real, _ b: Real
  ) -> Int32 {
    withExtendedLifetime((self, a, b)) { function(pointer, a.pointer, b.pointer, MPFR_RNDN) }
  }

  var bits: Int { with { mpfr_get_prec($0) } }

  var isZero: Bool { with { mpfr_zero_p($0) != 0 } }

  /// −1, 0 or 1, as MPFR says it.
  var sign: Int32 { with { mpfr_sgn($0) } }

  /// The least e for which the absolute value is less than 2^e, if it is not zero.
  var exponent: Int { with { mpfr_get_exp($0) } }

  /// How far the number may be from what was rounded to it, to the nearest, by a function of MPFR's
  /// that returned this: zero if nothing was rounded.
  func rounding(_ inexact: Int32) -> Radius {
    if with({ mpfr_number_p($0) }) == 0 { return .infinity }
    if inexact == 0 { return .zero }
    // Half a unit in the last place; below the least number, that number.
    let least = mpfr_get_emin()
    let exponent = isZero ? least : max(least, exponent - bits - 1)
    return Radius(1, exponent: exponent)
  }

  /// An upper bound of the absolute value.
  var magnitude: Radius {
    let (bits, exponent) = leading
    return exponent.map { Radius(Double(bits + 1), exponent: $0) }
      ?? (isZero ? .zero : .infinity)
  }

  /// A lower bound of the absolute value without a radius; nil if that may be zero.
  func floor(minus radius: Radius) -> Radius.Floor? {
    let (bits, exponent) = leading
    return exponent.flatMap {
      Radius.Floor(Double(bits) * 0x1p-53, exponent: $0 + 53, minus: radius)
    }
  }

  /// The first 53 bits of the absolute value, as an integer, and the exponent of the last of them; none
  /// for what is zero or no number.
  private var leading: (bits: UInt, exponent: Int?) {
    with {
      guard mpfr_regular_p($0) != 0 else { return (0, nil) }
      // The highest limb begins with a one; mpfr_get_d would take ten times as long.
      let limbs = $0.pointee._mpfr_d + (mpfr_get_prec($0) - 1) / UInt.bitWidth
      return (limbs.pointee >> 11, mpfr_get_exp($0) - 53)
    }
  }

  /// The number as a double from ½ to 1 times a power of two.
  func double(_ rounding: mpfr_rnd_t) -> (value: Double, exponent: Int) {
    var exponent = 0
    let value = with { mpfr_get_d_2exp(&exponent, $0, rounding) }
    return (value, exponent)
  }
}
