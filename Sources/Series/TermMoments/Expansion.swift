/// The coefficients of the expansions of (1 + y)^-s = Σ C_j y^j and of (1 + y)^-s·ln(1 + y) = Σ D_j y^j.
///
/// C_j = C_(j−1)·(1 − s − j)/j, and since the second function is −d/ds of the first, D_0 = 0 and
/// D_j = (D_(j−1)·(1 − s − j) + C_(j−1))/j. Here are j!·C_j and j!·D_j, since moments are over j!.
///
/// What is left out for |y| <= h after order J: |C_(j+1)/C_j| = (s + j)/(j + 1) is at most
/// r = max(1, (s + J + 1)/(J + 2)) for j > J. |D_j| = |C_j|·H_j with H_j = Σ_(i<j) 1/(s + i) >= j/(s + j),
/// so that H_(j+1)/H_j <= 1 + 1/j. So if r·(1 + 1/(J + 1))·h <= 1/2, either sum behind J is at most twice
/// its first term.
struct Expansion {
  /// j!·C_j.
  let powers: [Ball]

  /// j!·D_j.
  let logarithms: [Ball]

  /// Upper bounds of |C_j| and of |D_j|, one more of each.
  private let bounds: [(power: Radius, logarithm: Radius)]

  private let exponent: Double
  private let bits: Int

  /// The greatest order that is tried.
  static let mostOrder = 4000

  /// The expansions up to an order.
  ///
  /// - Parameters:
  ///   - s: the exponent, with the bits that coefficients are to have.
  ///   - exponent: not less than s, for the bounds.
  ///   - order: of the last coefficient that is used.
  init(_ s: Ball, exponent: Double, order: Int) {
    var powers = [Ball(1, bits: s.bits)]
    var logarithms = [Ball(0, bits: s.bits)]
    var bounds = [(Radius(1), Radius.zero)]
    var factorial = Ball(1, bits: s.bits)
    for j in 1...order + 1 {
      let factor = Ball(1 - j, bits: s.bits) - s
      let last = powers[j - 1]
      logarithms.append(logarithms[j - 1] * factor + last)
      powers.append(last * factor)
      factorial = factorial * j
      bounds.append(((powers[j] / factorial).magnitude, (logarithms[j] / factorial).magnitude))
    }
    self.powers = powers
    self.logarithms = logarithms
    self.bounds = bounds
    self.exponent = exponent
    bits = s.bits
  }

  var order: Int { powers.count - 2 }

  /// The least order after which h = 1/m leaves less than 2^-bits, nearly, where log2(m) is this or more;
  /// at most ``order``.
  func order(log2: Double) -> Int {
    (0..<order).first { order in
      let bound = bounds[order + 1]
      let size = max(bound.power.bits ?? Int.min / 2, bound.logarithm.bits ?? Int.min / 2)
      return Double(size) - Double(order + 1) * log2 < -Double(bits)
        && Self.isGeometric(order: order, exponent: exponent, log2: log2)
    } ?? order
  }

  /// Bounds of what the two expansions leave out behind such an order.
  func rest(order: Int, h: Radius) -> (power: Radius, logarithm: Radius) {
    let power = h.power(order + 1) * Radius(2)
    return (bounds[order + 1].power * power, bounds[order + 1].logarithm * power)
  }

  /// An order for ``init(_:exponent:order:)``.
  ///
  /// - Parameters:
  ///   - log2: log2 of the least m, or less.
  ///   - exponent: not less than s.
  ///   - bits: about 2^-`bits` of a block is left out at that m.
  /// - Returns: nil if it would be too great.
  static func order(log2: Double, exponent: Double, bits: Int) -> Int? {
    let h = 1 / divisor(log2: log2)
    // 2^-1000 at a time, which a double can hold.
    var (term, rest) = (1.0, bits + 8)
    for order in 0...mostOrder {
      term *= (exponent + Double(order)) / Double(order + 1) * h
      while rest > 0, term < 0x1p-500 {
        term *= 0x1p500
        rest -= 500
      }
      let isSmall = rest < 1000 && term < Double(sign: .plus, exponent: -rest, significand: 1)
      if isSmall && isGeometric(order: order, exponent: exponent, log2: log2) { return order }
    }
    return nil
  }

  /// Whether the sums behind an order are at most twice their first terms.
  private static func isGeometric(order: Int, exponent: Double, log2: Double) -> Bool {
    let next = Double(order + 1)
    let ratio = max(1, (exponent + next) / (next + 1)) * (1 + 1 / next)
    return ratio <= divisor(log2: log2) / 2 * 0.999
  }

  /// 2^`log2`, or less: 2^x >= 1 + 0.69·x.
  private static func divisor(log2: Double) -> Double {
    let whole = min(log2.rounded(.down), 1000)
    let rest = min(log2 - whole, 1)
    return (1 + 0.69 * rest) * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }
}
