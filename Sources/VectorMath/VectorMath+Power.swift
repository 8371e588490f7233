import CVector

extension VectorMath {
  /// x to the power y.
  ///
  /// The error is less than 0.6 ulp. A vector with a negative x, or a result that is not a normal number,
  /// takes three times as long.
  ///
  /// Edge Cases: those of C (Annex F.10.4.4): power(x, ±0) and power(1, y) are 1 even for a NaN;
  /// power(-1, ±∞) is 1; a negative x has NaN for a y that is no integer; zeros and infinities keep the sign
  /// of x for an odd y.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - y: `count` vectors.
  ///   - result: `count` vectors, which may be those of x or y.
  ///   - count: how many.
  public static func power(
    _ x: UnsafePointer<SIMD8<Double>>, _ y: UnsafePointer<SIMD8<Double>>,
    _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    for index in 0..<count {
      let (base, exponent) = (x[index], y[index])
      let product = Pair(logarithmOf: Scaled(base), exponentShift: all(0.0)).times(exponent)
      let isOrdinary =
        isPositiveNormal(base)
        && cvector_all_less_or_equal(cvector_absolute(product.high), all(708))
      result[index] =
        isOrdinary
        ? Exponential(product.high, low: product.low).normal : rarePower(base, exponent)
    }
  }

  @inline(never)
  private static func rarePower(_ x: Lanes, _ y: Lanes) -> Lanes {
    let magnitude = cvector_absolute(x)
    let isSmall = cvector_less(magnitude, all(.leastNormalMagnitude))
    let normal = cvector_choose(isSmall, cvector_multiply(magnitude, all(0x1p54)), magnitude)
    let shift = cvector_select(all(-54), isSmall)
    let product = Pair(logarithmOf: Scaled(normal), exponentShift: shift).times(y)
    let isBelow = cvector_less(product.high, all(800))
    let isWithin = cvector_and(isBelow, cvector_less(all(-800), product.high))
    let bound = cvector_choose(isBelow, all(-800), all(800))
    var value = Exponential(
      cvector_choose(isWithin, product.high, bound), low: cvector_select(product.low, isWithin)
    ).scaled
    for lane in 0..<8 { value[lane] = power(x[lane], y[lane], ofMagnitude: value[lane]) }
    return value
  }

  /// x to the power y, where |x| to the power y is known unless one of them is zero, infinite or NaN.
  private static func power(_ x: Double, _ y: Double, ofMagnitude value: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let magnitude = x.magnitude
    if y.isInfinite {
      if magnitude == 1 { return 1 }
      return (magnitude > 1) == (y > 0) ? .infinity : 0
    }
    // From 2^53 on all are even.
    let integer = y.magnitude < 0x1p53 ? Int64(y) : 0
    let isInteger = y.magnitude >= 0x1p53 || Double(integer) == y
    let isNegative = x.sign == .minus && integer & 1 == 1 && isInteger
    let sign = isNegative ? -1.0 : 1
    if magnitude == 0 || magnitude == .infinity {
      return sign * ((magnitude == 0) == (y < 0) ? .infinity : 0)
    }
    if x < 0 && !isInteger { return .nan }
    return sign * value
  }
}

extension Pair {
  /// The product with a number.
  @inline(__always)
  fileprivate func times(_ number: Lanes) -> Pair {
    let product = Pair(productOf: high, number)
    return Pair(product.high, cvector_multiply_add(low, number, product.low))
  }
}
