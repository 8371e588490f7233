import CMPFR

/// What a prefix n, of any size, brings to the sum of its numbers.
struct PrefixHead {
  /// 1/(2n + 1).
  let h: Ball

  /// (n + ½)^-s.
  let power: Ball

  /// ln(n + ½), if the term has a logarithm.
  let logarithm: Ball?

  /// Up to which order the expansions are taken.
  let order: Int

  /// Bounds of what they leave out.
  let rest: (power: Radius, logarithm: Radius)

  init(_ n: Ball, _ expansion: Expansion, _ term: TermValue) {
    let one = Ball(1, bits: n.bits)
    let m = n * 2 + one
    h = one / m
    let center = m / 2
    (power, logarithm) = term.factors(center)
    order = expansion.order(log2: Self.log2Below(m))
    rest = expansion.rest(order: order, h: h.magnitude)
  }

  /// log2 of a number of more than 2, or a little less.
  private static func log2Below(_ number: Ball) -> Double {
    let (value, exponent) = number.middle.double(MPFR_RNDZ)
    return Double(exponent - 40) + MomentFormat.log2Below(Int(value * 0x1p40)) - 0x1p-7
  }
}
