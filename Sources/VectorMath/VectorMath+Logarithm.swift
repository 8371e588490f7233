import CVector

extension VectorMath {
  /// The natural logarithm.
  ///
  /// The error is less than 0.64 ulp.
  ///
  /// Edge Cases: log(±0) is -∞, log(∞) is ∞, log(1) is +0, that of a negative number is NaN.
  ///
  /// - Parameters:
  ///   - x: `count` vectors.
  ///   - result: `count` vectors, which may be those of x.
  ///   - count: how many.
  public static func log(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, count: Int
  ) {
    map(x, result, count) { x in
      isPositiveNormal(x)
    } fast: { x in
      logarithm(Scaled(x), exponentShift: all(0.0))
    } rare: { x in
      rareLogarithm(x)
    }
  }

  @inline(__always)
  static func isPositiveNormal(_ x: Lanes) -> Bool {
    cvector_all_less_or_equal(all(.leastNormalMagnitude), x)
      && cvector_all_less_or_equal(x, all(.greatestFiniteMagnitude))
  }

  /// log x out of the parts of x.
  ///
  /// With f = x - 1, h = f²/2 and s = f/(2 + f): log(1 + f) = f - (h - s·(h + z·p(z))), z = s², where p has
  /// degree 6 and changes the logarithm by less than 2^-58 of it (the arrangement is that of fdlibm's e_log.c,
  /// Sun 1993; here f - h is a pair).
  @inline(__always)
  private static func logarithm(_ x: Scaled, exponentShift: Lanes) -> Lanes {
    let exponent = cvector_add(x.exponent, exponentShift)
    let f = cvector_subtract(x.significand, all(1))
    let s = cvector_divide(f, cvector_add(f, all(2)))
    let z = cvector_multiply(s, s)
    let z2 = cvector_multiply(z, z)
    let p01 = cvector_multiply_add(all(0x1.999999997fdbap-2), z, all(0x1.5555555555592p-1))
    let p23 = cvector_multiply_add(all(0x1.c71c5209644c5p-3), z, all(0x1.24924941f10dfp-2))
    let p45 = cvector_multiply_add(all(0x1.39a1ba75f7a5ap-3), z, all(0x1.74663ee90b7b1p-3))
    let p4 = cvector_multiply_add(all(0x1.2f0567dfaa2aep-3), z2, p45)
    let p2 = cvector_multiply_add(p4, z2, p23)
    let p = cvector_multiply_add(p2, z2, p01)

    let halfF = cvector_multiply(f, all(0.5))
    let h = Pair(productOf: halfF, f)
    // ln 2 with 42 bits, so that the product is exact.
    let first = Pair(sumOf: cvector_multiply(exponent, all(0x1.62e42fefa3800p-1)), f)
    let second = Pair(sumOf: first.high, cvector_negative(h.high))
    let low = cvector_multiply_add(
      exponent, all(0x1.ef35793c76730p-45),
      cvector_add(second.low, cvector_subtract(first.low, h.low)))
    let tail = cvector_multiply_add(s, cvector_multiply_add(z, p, h.high), low)
    return cvector_add(second.high, tail)
  }

  @inline(never)
  private static func rareLogarithm(_ x: Lanes) -> Lanes {
    let isSmall = cvector_less(x, all(.leastNormalMagnitude))
    let normal = cvector_choose(isSmall, cvector_multiply(x, all(0x1p54)), x)
    let shift = cvector_select(all(-54), isSmall)
    let value = logarithm(Scaled(normal), exponentShift: shift)
    return withSpecialLogarithms(x, value)
  }

  /// The value, but what a logarithm is where x is zero, negative, infinite or NaN.
  @inline(__always)
  static func withSpecialLogarithms(_ x: Lanes, _ value: Lanes) -> Lanes {
    var value = cvector_choose(cvector_equal(x, all(.infinity)), x, value)
    value = cvector_choose(cvector_equal(x, all(0.0)), all(-.infinity), value)
    value = cvector_choose(cvector_less(x, all(0.0)), all(.nan), value)
    return withNaN(x, value)
  }
}
