import CVector

extension VectorMath {
  /// The sine of x in radians, of every finite x.
  ///
  /// The error is less than 0.61 ulp. From 2^40 on every lane takes some thirty nanoseconds.
  ///
  /// Edge Cases: sin(±0) is ±0, sin(±∞) is NaN.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func sin(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      isModerate(x)
    } fast: { x in
      withSign(of: x, Angle(moderate: cvector_absolute(x)).sine)
    } rare: { x in
      withNaN(cvector_subtract(x, x), withSign(of: x, rareAngle(x).sine))
    }
  }

  /// The cosine of x in radians, of every finite x.
  ///
  /// The error is less than 0.61 ulp. From 2^40 on every lane takes some thirty nanoseconds.
  ///
  /// Edge Cases: cos(±0) is 1, cos(±∞) is NaN.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func cos(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      isModerate(x)
    } fast: { x in
      Angle(moderate: cvector_absolute(x)).next.sine
    } rare: { x in
      withNaN(cvector_subtract(x, x), rareAngle(x).next.sine)
    }
  }

  /// The tangent of x in radians, of every finite x.
  ///
  /// The error is less than 0.7 ulp. From 2^40 on every lane takes some thirty nanoseconds.
  ///
  /// Edge Cases: tan(±0) is ±0, tan(±∞) is NaN.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func tan(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      isModerate(x)
    } fast: { x in
      withSign(of: x, Angle(moderate: cvector_absolute(x)).tangent)
    } rare: { x in
      withNaN(cvector_subtract(x, x), withSign(of: x, rareAngle(x).tangent))
    }
  }

  @inline(__always)
  private static func isModerate(_ x: Lanes) -> Bool {
    cvector_all_less_or_equal(cvector_absolute(x), all(Angle.greatestModerate))
  }

  /// The value, its sign changed where x is negative.
  @inline(__always)
  private static func withSign(of x: Lanes, _ value: Lanes) -> Lanes {
    let sign = cvector_and(cvector_bits(x), all(UInt64(1) << 63))
    return cvector_double(cvector_exclusive_or(cvector_bits(value), sign))
  }

  /// |x| as an angle, whatever x is; zero for infinities and NaNs.
  @inline(never)
  private static func rareAngle(_ x: Lanes) -> Angle {
    let magnitude = cvector_absolute(x)
    let isModerate = cvector_less(magnitude, all(Angle.greatestModerate))
    var angle = Angle(moderate: cvector_select(magnitude, isModerate))
    for lane in 0..<8 where isModerate[lane] == 0 && magnitude[lane].isFinite {
      let huge = HugeAngle(magnitude[lane])
      angle.rest.high[lane] = huge.high
      angle.rest.low[lane] = huge.low
      angle.quarters[lane] = huge.quarters
    }
    return angle
  }
}
