extension Superaccumulator {
  /// The accumulated sum in positional decimal notation, correctly rounded (ties to even).
  ///
  /// Every digit is that of the exact sum; nothing passes through a double.
  ///
  /// - Parameter places: digits after the decimal point, 0 or more.
  /// - Returns: such as `13.2776`, `-0.50` or `4`; `nan`, `inf` or `-inf` if such were added.
  /// - Complexity: O(`places`) limb operations of 68 limbs each.
  public func decimal(places: Int) -> String {
    precondition(places >= 0, "a number has no negative count of decimal places")
    guard hasFiniteTermsOnly else { return "\(rounded)" }
    let magnitude = magnitude
    var fraction = Array(magnitude.limbs[..<Self.unitLimb])
    var digits = Self.decimalDigits(of: Array(magnitude.limbs[Self.unitLimb...]))
    for _ in 0..<places {
      digits.append(UInt8(Self.multiply(&fraction, by: 10)))
    }
    if Self.roundsUp(fraction, afterOdd: digits.last.map { $0 & 1 == 1 } ?? false) {
      Self.increment(&digits)
    }
    let pointAt = digits.count - places
    var text = magnitude.isNegative && digits.contains(where: { $0 != 0 }) ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index == pointAt { text += "." }
      text += String(digit)
    }
    return text
  }

  /// How many decimals the exact sum has: the places after which only zeros follow.
  public var exactPlaces: Int {
    let magnitude = magnitude
    guard let lowest = magnitude.limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    // A binary fraction whose last one bit is 2^-n has n decimals.
    let lowestBit = 32 * lowest + magnitude.limbs[lowest].trailingZeroBitCount
    return max(0, -(lowestBit + Self.lowestExponent))
  }

  /// Whether the rest behind the last digit is more than one half, or one half behind an odd digit.
  private static func roundsUp(_ fraction: [UInt32], afterOdd isOdd: Bool) -> Bool {
    let half: UInt32 = 1 << 31
    guard let top = fraction.last, top >= half else { return false }
    let isTie = top == half && !fraction.dropLast().contains { $0 != 0 }
    return !isTie || isOdd
  }

  private static func increment(_ digits: inout [UInt8]) {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
  }

  /// Multiplies the fraction and returns what passes the binary point.
  private static func multiply(_ fraction: inout [UInt32], by factor: UInt64) -> UInt64 {
    var carry: UInt64 = 0
    for index in fraction.indices {
      let product = UInt64(fraction[index]) * factor + carry
      fraction[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    return carry
  }

  /// The decimal digits of an integer given in limbs of 32 bits, the lowest first; `[0]` for zero.
  private static func decimalDigits(of integer: [UInt32]) -> [UInt8] {
    var limbs = integer
    var digits: [UInt8] = []
    while limbs.contains(where: { $0 != 0 }) {
      var remainder: UInt64 = 0
      for index in limbs.indices.reversed() {
        let dividend = remainder << 32 | UInt64(limbs[index])
        limbs[index] = UInt32(dividend / 10)
        remainder = dividend % 10
      }
      digits.append(UInt8(remainder))
    }
    return digits.isEmpty ? [0] : digits.reversed()
  }
}
