import CVector

/// exp of a number that is a pair, before the power of two is put in.
///
/// x = n·ln 2 + r with |r| ≤ ln 2 / 2; exp(r) = 1 + r + r²/2 + r³·p(r), where p has degree 9 and changes exp(r)
/// by less than 2^-62 of it. 1 + r is a pair, so that only the last sum is rounded at full size.
struct Exponential {
  /// exp(r).
  let value: Pair

  /// n, in the low bits of a double that is 1.5·2^52 + n.
  let shifted: Lanes

  private static let coefficients = (
    0x1.555555555555bp-3, 0x1.555555555553ap-5, 0x1.111111110ed77p-7, 0x1.6c16c16c21fafp-10,
    0x1.a01a01b34c074p-13, 0x1.a01a016fb60f8p-16, 0x1.71ddf039c2190p-19, 0x1.27e547089a3d8p-22,
    0x1.af6c3c2ef39cdp-26, 0x1.1edcff9158cefp-29
  )

  /// - Parameters:
  ///   - x: at most 800 in magnitude.
  ///   - low: what is to be added to x, below 2^-42.
  @inline(__always)
  init(_ x: Lanes, low: Lanes) {
    let shifted = cvector_multiply_add(x, all(0x1.71547652b82fep+0), all(0x1.8p52))
    let n = cvector_subtract(shifted, all(0x1.8p52))
    // Exact: both are multiples of 2^-54, or n is zero.
    let first = cvector_multiply_add(n, all(-0x1.62e42fefa39efp-1), x)
    let reduced = Pair(
      sumOf: first, cvector_multiply_add(n, all(-0x1.abc9e3b39803fp-56), low))
    self.init(reduced, shifted: shifted)
  }

  /// 2^x instead of exp(x): r = (x - n)·ln 2.
  ///
  /// - Parameter x: at most 1100 in magnitude.
  @inline(__always)
  init(powerOfTwo x: Lanes) {
    let shifted = cvector_add(x, all(0x1.8p52))
    let fraction = cvector_subtract(x, cvector_subtract(shifted, all(0x1.8p52)))
    let product = Pair(productOf: fraction, all(0x1.62e42fefa39efp-1))
    let low = cvector_multiply_add(fraction, all(0x1.abc9e3b39803fp-56), product.low)
    self.init(Pair(product.high, low), shifted: shifted)
  }

  /// - Parameters:
  ///   - reduced: r.
  ///   - shifted: 1.5·2^52 + n.
  @inline(__always)
  private init(_ reduced: Pair, shifted: Lanes) {
    self.shifted = shifted
    let (r, rest) = (reduced.high, reduced.low)
    let c = Self.coefficients
    let z = cvector_multiply(r, r)
    let z2 = cvector_multiply(z, z)
    let p01 = cvector_multiply_add(all(c.1), r, all(c.0))
    let p23 = cvector_multiply_add(all(c.3), r, all(c.2))
    let p45 = cvector_multiply_add(all(c.5), r, all(c.4))
    let p67 = cvector_multiply_add(all(c.7), r, all(c.6))
    let p89 = cvector_multiply_add(all(c.9), r, all(c.8))
    let p4 = cvector_multiply_add(p67, z, p45)
    let p0 = cvector_multiply_add(p23, z, p01)
    let p = cvector_multiply_add(cvector_multiply_add(p89, z2, p4), z2, p0)
    let second = cvector_multiply_add(
      cvector_multiply(z, r), p, cvector_multiply_add(rest, r, rest))

    let one = Pair(sumOf: all(1), r)
    let tail = cvector_multiply_add(z, all(0.5), second)
    value = Pair(one.high, cvector_add(one.low, tail))
  }

  /// exp(x) where it is surely a normal number.
  @inline(__always)
  var normal: Lanes {
    cvector_double(
      cvector_add_integers(
        cvector_bits(value.rounded), cvector_shift_left(cvector_bits(shifted), 52)))
  }

  /// exp(x), be it infinite, subnormal or zero.
  ///
  /// A subnormal result is rounded once, not twice: a number whose last place is that of the result is added.
  @inline(__always)
  var scaled: Lanes {
    let n = cvector_subtract_integers(cvector_bits(shifted), cvector_bits(all(0x1.8p52)))
    let isSmall = cvector_or(
      cvector_less(shifted, all(0x1.8p52 - 1022)),
      cvector_and(
        cvector_less(shifted, all(0x1.8p52 - 1021)), cvector_less(value.high, all(1))))
    // 2^(-1022-n)
    let lift = cvector_select(
      cvector_double(cvector_shift_left(cvector_subtract_integers(all(1), n), 52)), isSmall)
    let sum = Pair(sumOf: lift, value.high)
    let rounded = cvector_subtract(
      cvector_add(sum.high, cvector_add(sum.low, value.low)), lift)
    // In two steps, since 2^n itself may be out of range.
    let half = cvector_subtract_integers(
      cvector_shift_right(cvector_add_integers(n, all(2048)), 1), all(1024))
    let rest = cvector_subtract_integers(n, half)
    return cvector_multiply(
      cvector_multiply(rounded, Self.powerOfTwo(half)), Self.powerOfTwo(rest))
  }

  /// 2^n for n from -1022 to 1023.
  @inline(__always)
  static func powerOfTwo(_ n: Patterns) -> Lanes {
    cvector_double(cvector_shift_left(cvector_add_integers(n, all(1023)), 52))
  }
}
