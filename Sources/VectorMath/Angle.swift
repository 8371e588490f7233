import CVector

/// An angle as a number of quarter turns and a rest of at most an eighth turn, and what sine and cosine
/// of the rest are.
struct Angle {
  /// The rest in radians.
  var rest: Pair

  /// The number of quarter turns, of which the two lowest bits count.
  var quarters: Patterns

  /// Up to here the arithmetic of ``init(moderate:)`` is good.
  static let greatestModerate = 0x1p40

  @inline(__always)
  init(rest: Pair, quarters: Patterns) {
    self.rest = rest
    self.quarters = quarters
  }

  /// Subtracts n·π/2 from x, with π/2 as the sum of three doubles.
  ///
  /// - n·π/2's first part leaves x - n·P₁ exactly: a multiple of 2^-52 (or of the last place of x, where n ≤ 1)
  ///   below 2.
  /// - That multiple is one of n·P₂'s last place too, so the next difference is an exact pair.
  /// - π/2 - P₁ - P₂ - P₃ is below 2^-163, and no double below 2^40 is nearer than 2^-61 to a multiple of π/2.
  ///
  /// Method: Cody and Waite 1980, with fused multiply-add.
  ///
  /// - Parameter x: not negative, at most ``greatestModerate``.
  @inline(__always)
  init(moderate x: Lanes) {
    let shifted = cvector_multiply_add(x, all(0x1.45f306dc9c883p-1), all(0x1.8p52))
    let n = cvector_subtract(shifted, all(0x1.8p52))
    let first = cvector_multiply_add(n, all(-0x1.921fb54442d18p+0), x)
    let product = Pair(productOf: n, all(-0x1.1a62633145c07p-54))
    let second = Pair(sumOf: first, product.high)
    let low = cvector_add(second.low, product.low)
    rest = Pair(
      second.high, cvector_multiply_add(n, all(0x1.f1976b7ed8fbcp-110), low))
    quarters = cvector_bits(shifted)
  }

  /// sin r = r - r·z/6 + r·z²·p(z), where z = r² and p has degree 5 and changes the sine by less than 2^-62 of it.
  ///
  /// r·z is taken as a pair: its rounding would add a tenth of an ulp.
  @inline(__always)
  func sineOfRest(square: Pair) -> Pair {
    let (r, z) = (rest.high, square.high)
    let z2 = cvector_multiply(z, z)
    let p01 = cvector_multiply_add(all(-0x1.a01a019ffdc71p-13), z, all(0x1.1111111111067p-7))
    let p23 = cvector_multiply_add(all(-0x1.ae642afb0f83ap-26), z, all(0x1.71de3a32c04fdp-19))
    let p45 = cvector_multiply_add(all(-0x1.9f806aaafaf5ap-41), z, all(0x1.6108cf5aaa7e9p-33))
    let p = cvector_multiply_add(cvector_multiply_add(p45, z2, p23), z2, p01)
    let cube = Pair(productOf: r, z)
    let cubeLow = cvector_multiply_add(r, square.low, cube.low)
    let cosine = cvector_multiply_add(z, all(-0.5), all(1))
    let low = cvector_multiply_add(
      cubeLow, all(-0x1.5555555555555p-3), cvector_multiply(rest.low, cosine))
    let fifth = cvector_multiply_add(cvector_multiply(cube.high, z), p, low)
    return Pair(r, cvector_multiply_add(cube.high, all(-0x1.5555555555555p-3), fifth))
  }

  /// cos r = 1 - z/2 + z²·p(z), where z = r² and p has degree 5 and changes the cosine by less than 2^-59.
  @inline(__always)
  func cosineOfRest(square: Pair) -> Pair {
    let z = square.high
    let z2 = cvector_multiply(z, z)
    let p01 = cvector_multiply_add(all(-0x1.6c16c16c15142p-10), z, all(0x1.555555555554cp-5))
    let p23 = cvector_multiply_add(all(-0x1.27e4f805542a0p-22), z, all(0x1.a01a019cab9fbp-16))
    let p45 = cvector_multiply_add(all(-0x1.8facdd5cadc51p-37), z, all(0x1.1ee9e8a75cfdbp-29))
    let p = cvector_multiply_add(cvector_multiply_add(p45, z2, p23), z2, p01)
    let head = Pair(sumOf: all(1), cvector_multiply(z, all(-0.5)))
    let low = cvector_multiply_add(
      rest.high, cvector_negative(rest.low),
      cvector_multiply_add(square.low, all(-0.5), head.low))
    return Pair(head.high, cvector_multiply_add(z2, p, low))
  }

  /// The sine of the angle.
  @inline(__always)
  var sine: Lanes {
    let square = Pair(productOf: rest.high, rest.high)
    let (sine, cosine) = (sineOfRest(square: square), cosineOfRest(square: square))
    let isOdd = cvector_subtract_integers(all(0), cvector_and(quarters, all(1)))
    let value = cvector_add(
      cvector_choose(isOdd, cosine.high, sine.high), cvector_choose(isOdd, cosine.low, sine.low))
    let sign = cvector_shift_left(cvector_and(quarters, all(2)), 62)
    return cvector_double(cvector_exclusive_or(cvector_bits(value), sign))
  }

  /// The tangent of the angle.
  @inline(__always)
  var tangent: Lanes {
    let square = Pair(productOf: rest.high, rest.high)
    let (sine, cosine) = (sineOfRest(square: square), cosineOfRest(square: square))
    let isOdd = cvector_subtract_integers(all(0), cvector_and(quarters, all(1)))
    let above = Pair(
      sumOf: cvector_choose(isOdd, cosine.high, sine.high),
      cvector_choose(isOdd, cosine.low, sine.low))
    let below = Pair(
      sumOf: cvector_choose(isOdd, sine.high, cosine.high),
      cvector_choose(isOdd, sine.low, cosine.low))
    let reciprocal = cvector_divide(all(1), below.high)
    let quotient = cvector_multiply(above.high, reciprocal)
    let minusQuotient = cvector_negative(quotient)
    let remainder = cvector_add(
      cvector_multiply_add(minusQuotient, below.high, above.high),
      cvector_multiply_add(minusQuotient, below.low, above.low))
    let value = cvector_multiply_add(remainder, reciprocal, quotient)
    let sign = cvector_shift_left(quarters, 63)
    return cvector_double(cvector_exclusive_or(cvector_bits(value), sign))
  }

  /// The angle and a quarter turn.
  @inline(__always)
  var next: Angle {
    Angle(rest: rest, quarters: cvector_add_integers(quarters, all(1)))
  }
}
