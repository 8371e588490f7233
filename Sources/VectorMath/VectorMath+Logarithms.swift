import CVector

extension VectorMath {
  /// The logarithm to base 2.
  ///
  /// The error is less than 0.55 ulp.
  ///
  /// Edge Cases: log2(±0) is -∞, log2(∞) is ∞, log2(1) is +0, that of a negative number is NaN; powers of two
  /// have exact ones.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func log2(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      isPositiveNormal(x)
    } fast: { x in
      logarithm(x, exponentShift: all(0.0), perUnit: Pair.reciprocalOfLog2)
    } rare: { x in
      rareLogarithm(x, perUnit: Pair.reciprocalOfLog2)
    }
  }

  /// The logarithm to base 10.
  ///
  /// The error is less than 0.55 ulp.
  ///
  /// Edge Cases: log10(±0) is -∞, log10(∞) is ∞, log10(1) is +0, that of a negative number is NaN; powers of
  /// ten have exact ones.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func log10(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      isPositiveNormal(x)
    } fast: { x in
      logarithm(x, exponentShift: all(0.0), perUnit: Pair.reciprocalOfLog10)
    } rare: { x in
      rareLogarithm(x, perUnit: Pair.reciprocalOfLog10)
    }
  }

  @inline(__always)
  private static func logarithm(_ x: Lanes, exponentShift: Lanes, perUnit: Pair) -> Lanes {
    Pair(logarithmOf: Scaled(x), exponentShift: exponentShift).times(perUnit).rounded
  }

  @inline(never)
  private static func rareLogarithm(_ x: Lanes, perUnit: Pair) -> Lanes {
    let isSmall = cvector_less(x, all(.leastNormalMagnitude))
    let normal = cvector_choose(isSmall, cvector_multiply(x, all(0x1p54)), x)
    let shift = cvector_select(all(-54), isSmall)
    return withSpecialLogarithms(x, logarithm(normal, exponentShift: shift, perUnit: perUnit))
  }

  /// log(1 + x), without the loss of digits near zero.
  ///
  /// The error is less than 0.7 ulp.
  ///
  /// Edge Cases: log1p(±0) is ±0, log1p(-1) is -∞, log1p(∞) is ∞, below -1 it is NaN.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func log1p(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      cvector_all_less_or_equal(all((-1.0).nextUp), x)
        && cvector_all_less_or_equal(x, all(.greatestFiniteMagnitude))
    } fast: { x in
      logarithmOfOneAnd(x)
    } rare: { x in
      rareLogarithmOfOneAnd(x)
    }
  }

  /// log(u + c) with 1 + x = u + c, which is log u + q - q²/2, q = c/u.
  @inline(__always)
  private static func logarithmOfOneAnd(_ x: Lanes) -> Lanes {
    let sum = Pair(exactSumOf: all(1), x)
    let first = Pair(logarithmOf: Scaled(sum.high), exponentShift: all(0.0))
    let q = cvector_divide(sum.low, sum.high)
    let second = cvector_multiply_add(cvector_multiply(q, q), all(-0.5), q)
    return withSignBit(of: x, cvector_add(first.high, cvector_add(first.low, second)))
  }

  @inline(never)
  private static func rareLogarithmOfOneAnd(_ x: Lanes) -> Lanes {
    let isOrdinary = cvector_and(cvector_less(all(-1), x), cvector_less(x, all(.infinity)))
    let value = logarithmOfOneAnd(cvector_select(x, isOrdinary))
    return withSpecialLogarithms(cvector_add(x, all(1)), value)
  }
}

extension Pair {
  /// 1/ln 2.
  @inline(__always)
  fileprivate static var reciprocalOfLog2: Pair {
    Pair(all(0x1.71547652b82fep+0), all(0x1.777d0ffda0d24p-56))
  }

  /// 1/ln 10.
  @inline(__always)
  fileprivate static var reciprocalOfLog10: Pair {
    Pair(all(0x1.bcb7b1526e50ep-2), all(0x1.95355baaafad3p-57))
  }
}
