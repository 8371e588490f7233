/// The sign and the absolute value of a fixed-point number, in limbs of 32 bits.
///
/// What rounding and decimal output read.
struct Magnitude: Hashable {
  let isNegative: Bool

  /// Limb `i` weighs 2^(32·(i − ``unitLimb``)).
  let limbs: [UInt32]

  /// The index of the limb that weighs 1.
  let unitLimb: Int

  /// The position of the highest one bit above the lowest limb's lowest, or nil for zero.
  var highestBit: Int? {
    guard let top = limbs.lastIndex(where: { $0 != 0 }) else { return nil }
    return 32 * top + 31 - limbs[top].leadingZeroBitCount
  }

  /// Whether any bit below `position` is one.
  func hasBits(below position: Int) -> Bool {
    let limb = position >> 5
    if limbs[..<limb].contains(where: { $0 != 0 }) { return true }
    return limbs[limb] & (1 << UInt32(position & 31) - 1) != 0
  }

  /// The 64 bits that start at `position`.
  func bits(at position: Int) -> UInt64 {
    let limb = position >> 5
    func part(_ index: Int) -> UInt128 { index < limbs.count ? UInt128(limbs[index]) : 0 }
    let window = part(limb) | part(limb + 1) << 32 | part(limb + 2) << 64
    return UInt64(truncatingIfNeeded: window >> UInt128(position & 31))
  }

  /// The nearest double, ties to even; an infinity beyond the greatest double by half a unit in
  /// the last place or more.
  var rounded: Double {
    guard let highestBit = highestBit else { return 0 }

    // The lowest bit that a double of this size has; subnormals stop at 2^-1074.
    let lowestBit = max(highestBit - 52, -1074 + 32 * unitLimb)
    var significand = bits(at: lowestBit) & (1 << 53 - 1)
    let half = bits(at: lowestBit - 1) & 1 == 1
    if half && (significand & 1 == 1 || hasBits(below: lowestBit - 1)) {
      significand += 1
    }
    // The significand has at most 54 bits after rounding up, and then it is a power of two: exact.
    return Double(
      sign: isNegative ? .minus : .plus, exponent: lowestBit - 32 * unitLimb,
      significand: Double(significand))
  }
}

extension Superaccumulator {
  /// The finite part as sign and magnitude.
  var magnitude: Magnitude {
    var copy = self
    copy.normalize()
    let isNegative = copy.limbs[Self.limbCount - 1] < 0
    if isNegative {
      copy = -copy
      copy.normalize()
    }
    return Magnitude(
      isNegative: isNegative, limbs: copy.limbs.map { UInt32(truncatingIfNeeded: $0) },
      unitLimb: Self.unitLimb)
  }

  /// Whether the sum is exactly zero.
  public var isZero: Bool {
    hasFiniteTermsOnly && magnitude.highestBit == nil
  }

  /// Whether the sum is exactly zero or less.
  public var isNegativeOrZero: Bool {
    isZero || rounded == -.infinity || hasFiniteTermsOnly && magnitude.isNegative
  }

  /// Whether no NaN and no infinity was added.
  var hasFiniteTermsOnly: Bool {
    nanCount == 0 && positiveInfinityCount == 0 && negativeInfinityCount == 0
  }

  /// The accumulated sum as the nearest double, ties to even: the only rounding there is.
  ///
  /// Edge Cases:
  /// - NaN if a NaN, or infinities of both signs, were added; an infinity if infinities of one sign
  ///   were.
  /// - An infinity if the finite sum is beyond the greatest double by half a unit in the last place
  ///   or more.
  /// - Positive zero for an empty sum.
  public var rounded: Double {
    if nanCount > 0 || positiveInfinityCount > 0 && negativeInfinityCount > 0 { return .nan }
    if positiveInfinityCount > 0 { return .infinity }
    if negativeInfinityCount > 0 { return -.infinity }
    return magnitude.rounded
  }
}
