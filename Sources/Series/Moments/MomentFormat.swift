/// How exactly moments are computed: the fixed-point format and the number of moments.
///
/// Everything is rounded down, so every computed number is a lower bound. High moments weigh little
/// in a sum: the `j`th is divided by the (j+1)th power of ``leastDivisor``. So their low limbs are
/// not computed at all, ``dropped(at:)`` of them.
struct MomentFormat {
  /// Limbs of 64 bits in a number.
  let limbs: Int

  /// Bits of the highest limb before the binary point.
  let integerBits: Int

  /// The least number that blocks' sums are expanded in the reciprocals of: one more than the least
  /// prefix.
  let leastDivisor: Int

  /// The greatest moment.
  let order: Int

  /// Whether all moments have all limbs.
  private let isEven: Bool

  var fractionBits: Int { 64 * limbs - integerBits }

  /// A format.
  ///
  /// - Parameters:
  ///   - bits: how many bits after the point are wanted.
  ///   - integerBits: enough for the greatest number.
  ///   - leastDivisor: at least 2.
  ///   - isEven: whether all moments have all limbs.
  init(bits: Int, integerBits: Int, leastDivisor: Int, isEven: Bool = false) {
    self.isEven = isEven
    self.integerBits = integerBits
    self.leastDivisor = leastDivisor
    limbs = max(2, (bits + integerBits + 63) / 64)
    // What is left out is less than the greatest moment times leastDivisor^-order.
    order = Self.terms(64 * limbs, divisor: leastDivisor)
  }

  /// After how many terms of an expansion in the reciprocal of `divisor` less than 2^-`bits` is left.
  static func terms(_ bits: Int, divisor: Int) -> Int {
    // One more than the divisor's exponent would be too many bits.
    Int(Double(bits) / log2Below(divisor)) + 2
  }

  /// How many low limbs of moment `j` are not computed: 2^(64 · dropped) <= (leastDivisor / 2)^j.
  func dropped(at j: Int) -> Int {
    if isEven { return 0 }
    return min(limbs - 1, Int(Double(j) * (Self.log2Below(leastDivisor) - 1) / 64))
  }

  /// log2 of a number of at least 2, rounded down to a 32nd.
  static func log2Below(_ value: Int) -> Double {
    // The exponent, and five bits of the rest by squaring: no function of libm is called.
    let number = Double(value)
    var rest = number.significand
    var (result, bit) = (Double(number.exponent), 0.5)
    for _ in 0..<5 {
      rest *= rest
      if rest >= 2 {
        rest /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }
}
