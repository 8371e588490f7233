// Bounds are in u = 2⁻⁵³ as in the type's own file; no step depends on a mathematical library, so
// the results have the same bits on every machine.

extension DoubleDouble {
  /// ln 2, with a relative error of at most 2⁻¹¹⁰.
  package static let logarithmOf2 = Self(high: 0x1.62e42fefa39efp-1, low: 0x1.abc9e3b39803fp-56)

  /// 1/n! for n from 0 to 14, each with a relative error of at most 10n·u².
  private static let inverseFactorials: [Self] = (1...14).reduce(into: [Self(1)]) { list, n in
    list.append(list[n - 1] / Self(Double(n)))
  }

  /// e^`x` for |x| <= 600, with a relative error of at most (1 + |x|/4)·2⁻¹⁰¹; e⁰ is 1 exactly.
  ///
  /// x = n·ln 2 + 16t with |t| <= 0.0217, and (e^t)¹⁶ − 1 by squaring four times. The first seven
  /// terms of Taylor's series for e^t are summed as pairs; the other seven are 2⁻⁵³ of it at most,
  /// and doubles. With them y = e^t − 1 is off by 8u² of itself, by 45u² after four steps, and e^x
  /// by 22u²; rounding n·ln 2 adds 4.1u²·|x|.
  package static func exponential(_ x: Self) -> Self {
    // Adding and taking away 1.5·2⁵² rounds to an integer.
    let n = x.high * 0x1.71547652b82fep0 + 0x1.8p52 - 0x1.8p52
    let t = (x - logarithmOf2 * Self(n)).scaled(by: 0x1p-4)
    let inverses = inverseFactorials
    var tail = inverses[14].high
    for degree in (8..<14).reversed() {
      tail = inverses[degree].high.addingProduct(tail, t.high)
    }
    var sum = Self(tail)
    for degree in (1..<8).reversed() { sum = sum * t + inverses[degree] }
    var y = sum * t
    for _ in 0..<4 { y = y * (y + Self(2)) }
    return (y + Self(1)).scaled(by: Double(sign: .plus, exponent: Int(n), significand: 1))
  }

  /// ln `x` for a normal x >= 1, with an error of at most 2⁻¹⁰⁰·max(1, ln x); ln 1 is 0 exactly.
  ///
  /// x = 2^e·f with f near 1. A double y is ln f but for 2⁻⁵⁰, from the series of artanh; then
  /// ln f = y + ln(1 + w) with w = f·e^-y − 1, where w³ is too small to matter. e^-y costs 24u²,
  /// the product 4u², and the sums 7.2u²·ln x.
  package static func logarithm(_ x: Double) -> Self {
    let isLarge = x.significand > 0x1.6a09e667f3bcdp0
    let f = isLarge ? x.significand / 2 : x.significand
    let e = Double(Int(x.exponent) + (isLarge ? 1 : 0))
    let z = (f - 1) / (f + 1)
    var series = 0.0
    for odd in stride(from: 21.0, through: 1, by: -2) {
      series = (1 / odd).addingProduct(series, z * z)
    }
    let y = Self(2 * z * series)
    let w = exponential(-y) * Self(f) - Self(1)
    return logarithmOf2 * Self(e) + (y + (w - Self(w.high * w.high / 2)))
  }

  /// The number times a power of two, exactly while nothing under- or overflows.
  package func scaled(by power: Double) -> Self {
    Self(high: high * power, low: low * power)
  }
}
