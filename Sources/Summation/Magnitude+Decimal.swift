extension Magnitude {
  /// The number in positional decimal notation, correctly rounded (ties to even).
  ///
  /// - Parameter places: digits after the decimal point, 0 or more.
  /// - Returns: such as `13.2776` or `-0.50`.
  /// - Complexity: O(`places` · limbs) limb operations.
  func decimal(places: Int) -> String {
    precondition(places >= 0, "a number has no negative count of decimal places")
    var fraction = Array(limbs[..<unitLimb])
    var digits = Self.decimalDigits(of: Array(limbs[unitLimb...]))
    digits.reserveCapacity(digits.count + places)
    // Nine digits a pass; the limbs that have become zero at the low end need no more passes.
    var lowest = 0
    for first in stride(from: 0, to: places, by: 9) {
      let wanted = min(9, places - first)
      while lowest < fraction.count, fraction[lowest] == 0 { lowest += 1 }
      var group = Self.multiply(&fraction, from: lowest, by: Self.powers[wanted])
      for power in Self.powers[..<wanted].reversed() {
        digits.append(UInt8(group / power))
        group %= power
      }
    }
    if Self.roundsUp(fraction, afterOdd: digits.last.map { $0 & 1 == 1 } ?? false) {
      Self.increment(&digits)
    }
    let pointAt = digits.count - places
    var text = isNegative && digits.contains(where: { $0 != 0 }) ? "-" : ""
    text += String(decoding: digits[..<pointAt].map { $0 + 48 }, as: UTF8.self)
    if places > 0 {
      text += "." + String(decoding: digits[pointAt...].map { $0 + 48 }, as: UTF8.self)
    }
    return text
  }

  /// How many decimals the number has: the places after which only zeros follow.
  var exactPlaces: Int {
    guard let lowest = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    // A binary fraction whose last one bit is 2^-n has n decimals.
    return max(0, 32 * (unitLimb - lowest) - limbs[lowest].trailingZeroBitCount)
  }

  /// The zeros behind the decimal point before the first other digit, or one more or less; nil for zero.
  var leadingZeros: Int? {
    // 0.30103 is log10(2).
    highestBit.map { max(0, Int(Double(32 * unitLimb - $0) * 0.30103)) }
  }

  /// Two large numbers rounded to as many leading digits as make them the same, such as `1.234e45`.
  ///
  /// - Returns: ``unknownDigits`` if not even the first digit is the same.
  static func leadingDigits(_ lower: Self, _ upper: Self) -> String {
    let ends = [lower, upper].map { number in
      Array(number.decimal(places: 0).utf8.filter { $0 != 45 }.map { $0 - 48 })
    }
    let length = max(ends[0].count, ends[1].count)
    // A leading zero takes the carry.
    let padded = ends.map { [UInt8](repeating: 0, count: length + 1 - $0.count) + $0 }
    guard lower.isNegative == upper.isNegative else { return unknownDigits }
    for count in (2...length + 1).reversed() {
      let rounded = padded.map { digits in
        var leading = Array(digits[..<count])
        if count <= length, digits[count] >= 5 { increment(&leading) }
        return leading
      }
      let digits = rounded[0].drop { $0 == 0 }
      guard rounded[0] == rounded[1], let first = digits.first else { continue }
      let rest = digits.dropFirst().map(String.init).joined()
      let exponent = digits.count - 1 + length + 1 - count
      return (lower.isNegative ? "-" : "") + "\(first)" + (rest.isEmpty ? "" : "." + rest)
        + "e\(exponent)"
    }
    return unknownDigits
  }

  /// What is said of digits of which none is certain.
  static let unknownDigits = "unknown"

  /// The number in scientific notation with two digits, rounded up, such as `1.3e-26`; `0` for zero.
  var roundedUpText: String {
    guard let zeros = leadingZeros else { return "0" }
    let places = zeros + 3
    let digits = decimal(places: places).filter { $0 != "." }
    let significant = digits.drop { $0 == "0" }
    var exponent = significant.count - 1 - places
    // One more than the first two digits is never too small.
    var leading = (Int(significant.prefix(2)) ?? 0) + 1
    if significant.count == 1 { leading = (leading - 1) * 10 + 1 }
    if leading == 100 {
      leading = 10
      exponent += 1
    }
    return "\(leading / 10).\(leading % 10)e\(exponent)"
  }

  /// `powers[n]` = 10ⁿ.
  private static let powers: [UInt64] = (0...9).reduce(into: []) { powers, _ in
    powers.append(10 * (powers.last ?? 0) + (powers.isEmpty ? 1 : 0))
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
  private static func multiply(
    _ fraction: inout [UInt32], from lowest: Int, by factor: UInt64
  ) -> UInt64 {
    var carry: UInt64 = 0
    for index in lowest..<fraction.count {
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

extension Superaccumulator {
  /// The accumulated sum in positional decimal notation, correctly rounded (ties to even).
  ///
  /// Every digit is that of the exact sum; nothing passes through a double.
  ///
  /// - Parameter places: digits after the decimal point, 0 or more.
  /// - Returns: such as `13.2776`, `-0.50` or `4`; `nan`, `inf` or `-inf` if such were added.
  public func decimal(places: Int) -> String {
    hasFiniteTermsOnly ? magnitude.decimal(places: places) : "\(rounded)"
  }

  /// How many decimals the exact sum has: the places after which only zeros follow.
  public var exactPlaces: Int { magnitude.exactPlaces }
}
