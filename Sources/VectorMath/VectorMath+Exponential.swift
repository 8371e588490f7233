import CVector

extension VectorMath {
  /// e^x.
  ///
  /// The error is less than 0.6 ulp.
  ///
  /// Edge Cases: exp(±0) is 1, exp(-∞) is 0, exp(∞) is ∞; beyond 709.78 it is ∞, below -745.13 zero.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func exp(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      cvector_all_less_or_equal(cvector_absolute(x), all(708))
    } fast: { x in
      Exponential(x, low: all(0.0)).normal
    } rare: { x in
      rareExponential(x)
    }
  }

  @inline(never)
  private static func rareExponential(_ x: Lanes) -> Lanes {
    withNaN(x, Exponential(clamped(x, 800), low: all(0.0)).scaled)
  }

  /// x, but at most the limit in magnitude.
  @inline(__always)
  private static func clamped(_ x: Lanes, _ limit: Double) -> Lanes {
    let atMost = cvector_choose(cvector_less(x, all(limit)), x, all(limit))
    return cvector_choose(cvector_less(all(-limit), atMost), atMost, all(-limit))
  }

  /// 2^x.
  ///
  /// The error is less than 0.6 ulp.
  ///
  /// Edge Cases: exp2(±0) is 1, exp2(-∞) is 0, exp2(∞) is ∞; an integer x has an exact power.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func exp2(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      cvector_all_less_or_equal(cvector_absolute(x), all(1021))
    } fast: { x in
      Exponential(powerOfTwo: x).normal
    } rare: { x in
      rareExponentialOfTwo(x)
    }
  }

  @inline(never)
  private static func rareExponentialOfTwo(_ x: Lanes) -> Lanes {
    withNaN(x, Exponential(powerOfTwo: clamped(x, 1100)).scaled)
  }

  /// e^x - 1, without the loss of digits near zero.
  ///
  /// The error is less than 0.9 ulp.
  ///
  /// Edge Cases: expm1(±0) is ±0, expm1(-∞) is -1, expm1(∞) is ∞.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func expm1(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      cvector_all_less_or_equal(cvector_absolute(x), all(708))
    } fast: { x in
      lessOne(x)
    } rare: { x in
      rareLessOne(x)
    }
  }

  /// e^x - 1 where |x| is at most 708.
  @inline(__always)
  private static func lessOne(_ x: Lanes) -> Lanes {
    let exponential = Exponential(x, low: all(0.0))
    let power = Exponential.powerOfTwo(
      cvector_subtract_integers(
        cvector_bits(exponential.shifted), cvector_bits(all(0x1.8p52))))
    let difference = Pair(
      exactSumOf: cvector_multiply(power, exponential.value.high), all(-1))
    let value = cvector_add(
      difference.high, cvector_multiply_add(power, exponential.value.low, difference.low))
    return withSignBit(of: x, value)
  }

  @inline(never)
  private static func rareLessOne(_ x: Lanes) -> Lanes {
    let isModerate = cvector_less(cvector_absolute(x), all(708))
    let moderate = lessOne(cvector_select(x, isModerate))
    // Far from zero the one is beyond the last place.
    let large = cvector_choose(cvector_less(x, all(0.0)), all(-1), rareExponential(x))
    return withNaN(x, cvector_choose(isModerate, moderate, large))
  }
}
