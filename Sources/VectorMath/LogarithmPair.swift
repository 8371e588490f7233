import CVector

extension Pair {
  /// log x with a relative error below 2^-67, out of the parts of x.
  ///
  /// With f = x - 1 and s = f/(2 + f): log(1 + f) = 2s + s·z·(2/3 + z·(2/5 + z·p(z))), z = s², where p has degree 6
  /// and changes the logarithm by less than 2^-72 of it. All but z·p(z) is computed in pairs.
  @inline(__always)
  init(logarithmOf x: Scaled, exponentShift: Lanes) {
    let exponent = cvector_add(x.exponent, exponentShift)
    let f = cvector_subtract(x.significand, all(1))
    let divisor = Pair(sumOf: all(2), f)
    let reciprocal = cvector_divide(all(1), divisor.high)
    let head = cvector_multiply(f, reciprocal)
    let minusHead = cvector_negative(head)
    let remainder = cvector_multiply_add(
      minusHead, divisor.low, cvector_multiply_add(minusHead, divisor.high, f))
    let s = Pair(head, cvector_multiply(remainder, reciprocal))
    let z = s.times(s)

    let zz = cvector_multiply(z.high, z.high)
    let p01 = cvector_multiply_add(all(0x1.c71c71c65a4a2p-3), z.high, all(0x1.24924924927ccp-2))
    let p23 = cvector_multiply_add(all(0x1.3b1378400c4a3p-3), z.high, all(0x1.745d17d73ca80p-3))
    let p45 = cvector_multiply_add(all(0x1.de9edb41a6246p-4), z.high, all(0x1.111dcc70df592p-3))
    let p4 = cvector_multiply_add(all(0x1.e7dcdb0256b44p-4), zz, p45)
    let p2 = cvector_multiply_add(p4, zz, p23)
    let p = cvector_multiply_add(p2, zz, p01)

    let twoFifths = Pair(all(0x1.999999999999ap-2), all(-0x1.999999999999ap-56))
    let twoThirds = Pair(all(0x1.5555555555555p-1), all(0x1.5555555555555p-55))
    let fifth = twoFifths.plus(Pair(cvector_multiply(z.high, p), all(0.0)))
    let third = twoThirds.plus(z.times(fifth))
    let rest = s.times(z).times(third)
    let twice = Pair(cvector_add(s.high, s.high), cvector_add(s.low, s.low))
    let significand = twice.plus(rest)
    // ln 2 with 42 bits, so that the product is exact.
    let sum = Pair(
      cvector_multiply(exponent, all(0x1.62e42fefa3800p-1)),
      cvector_multiply(exponent, all(0x1.ef35793c76730p-45))
    ).plus(significand)
    self.init(sumOf: sum.high, sum.low)
  }

  /// The product with an error below 2^-102 of it.
  @inline(__always)
  func times(_ other: Pair) -> Pair {
    let product = Pair(productOf: high, other.high)
    return Pair(
      product.high,
      cvector_multiply_add(
        low, other.high, cvector_multiply_add(high, other.low, product.low)))
  }

  /// The sum with another pair that is not greater, except if this is zero.
  @inline(__always)
  func plus(_ other: Pair) -> Pair {
    let sum = Pair(sumOf: high, other.high)
    return Pair(sum.high, cvector_add(sum.low, cvector_add(low, other.low)))
  }
}
