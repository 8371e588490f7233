/// A number that is only known to lie between two fixed-point numbers, the ends included.
///
/// Everything that is said of it here holds for every number between the ends.
public struct Enclosure: Hashable, Sendable {
  private let lower: Magnitude
  private let upper: Magnitude

  /// The distance of the ends.
  private let width: Magnitude

  /// The numbers from `lower` to `lower` + `width`, in units of 2^-`fractionBits`.
  ///
  /// - Parameters:
  ///   - lower: limbs of 64 bits, the lowest first; the number is zero or more.
  ///   - width: how far the upper end is above the lower one.
  ///   - fractionBits: at least 0, and less than 64 · the number of limbs.
  public init(lower: [UInt64], width: UInt64, fractionBits: Int) {
    precondition(
      fractionBits >= 0 && fractionBits < 64 * lower.count, "the point lies outside of the number")
    var upper = lower + [0]
    var carry = width
    for index in upper.indices where carry != 0 {
      let (sum, overflow) = upper[index].addingReportingOverflow(carry)
      upper[index] = sum
      carry = overflow ? 1 : 0
    }
    self.lower = Self.magnitude(lower + [0], fractionBits: fractionBits)
    self.upper = Self.magnitude(upper, fractionBits: fractionBits)
    self.width = Self.magnitude(
      [width] + lower.dropFirst().map { _ in 0 }, fractionBits: fractionBits)
  }

  /// Zero alone.
  public static let zero = Enclosure(lower: [0, 0], width: 0, fractionBits: 64)

  /// The numbers between two that may be below zero.
  ///
  /// - Parameters:
  ///   - lower: limbs of 64 bits of its absolute value, the lowest first.
  ///   - isLowerNegative: whether it is below zero.
  ///   - upper: likewise; not less.
  ///   - isUpperNegative: likewise.
  ///   - width: the distance of the two.
  ///   - fractionBits: at least 0, and less than 64 · the number of limbs of each.
  public init(
    lower: [UInt64], isLowerNegative: Bool, upper: [UInt64], isUpperNegative: Bool,
    width: [UInt64], fractionBits: Int
  ) {
    self.lower = Self.magnitude(lower + [0], isLowerNegative, fractionBits: fractionBits)
    self.upper = Self.magnitude(upper + [0], isUpperNegative, fractionBits: fractionBits)
    self.width = Self.magnitude(width + [0], fractionBits: fractionBits)
  }

  /// The numbers that a sum's error bound allows.
  public init(_ sum: BoundedSum) {
    let bound = sum.totalBound
    lower = (sum.sum - bound).magnitude
    upper = (sum.sum + bound).magnitude
    width = (bound + bound).magnitude
  }

  /// The double nearest to the lower end: within half a unit and the width of every number between.
  public var value: Double { lower.rounded + 0 }

  /// Whether ``value`` is certainly the number, correctly rounded: both ends round to it.
  public var isProven: Bool { lower.rounded == upper.rounded && lower.rounded.isFinite }

  /// The number to `places` decimals, correctly rounded; nil if the two ends round differently.
  public func decimal(places: Int) -> String? {
    let text = lower.decimal(places: places)
    return upper.decimal(places: places) == text ? text : nil
  }

  /// The number to as many decimals as are certain, correctly rounded; at most `most` of them.
  ///
  /// Where not even the units are certain, the text has the leading digits that are and a power of ten, such
  /// as `1.234e45`.
  public func digits(most: Int) -> String {
    var places = min(most, width.leadingZeros ?? lower.exactPlaces)
    // 10^-places is not below the width, so few steps find where the ends agree.
    while places >= 0 {
      if let text = decimal(places: places) { return text }
      places -= 1
    }
    return Magnitude.leadingDigits(lower, upper)
  }

  /// The number to as many decimals as are wanted, correctly rounded.
  ///
  /// - Parameter decimals: how many; nil for all that are certain.
  /// - Returns: all that are certain as well where the ends round differently, as they do around a tie.
  public func digits(decimals: Int?) -> String {
    decimals.flatMap { decimal(places: $0) } ?? digits(most: max(1000, decimals ?? 0))
  }

  /// The distance of the ends in scientific notation with two digits, rounded up, such as
  /// `1.3e-26`; `0` if they are the same.
  public var errorBoundText: String { width.roundedUpText }

  /// Whether some number lies in both.
  public func overlaps(_ other: Self) -> Bool {
    lower <= other.upper && other.lower <= upper
  }

  /// Whether the number is certainly more than another one.
  public func isCertainlyAbove(_ other: Self) -> Bool {
    !(lower <= other.upper)
  }

  /// Whether the number is certainly not more than another one.
  public func isCertainlyAtMost(_ other: Self) -> Bool {
    upper <= other.lower
  }

  /// Limbs of 32 bits with the point at a limb's end, and two more below, so that rounding finds
  /// its bits.
  private static func magnitude(
    _ limbs: [UInt64], _ isNegative: Bool = false, fractionBits: Int
  ) -> Magnitude {
    let unitLimb = (fractionBits + 31) / 32
    let shift = UInt64(32 * unitLimb - fractionBits)
    var halves: [UInt32] = [0, 0]
    var carry: UInt64 = 0
    for limb in limbs {
      for half in [limb & 0xFFFF_FFFF, limb >> 32] {
        let shifted = half << shift | carry
        halves.append(UInt32(truncatingIfNeeded: shifted))
        carry = shifted >> 32
      }
    }
    return Magnitude(isNegative: isNegative, limbs: halves, unitLimb: unitLimb + 2)
  }
}

extension Magnitude {
  /// Whether a number is at most another.
  static func <= (left: Self, right: Self) -> Bool {
    let low = min(-left.unitLimb, -right.unitLimb)
    let high = max(left.limbs.count - left.unitLimb, right.limbs.count - right.unitLimb)
    func limb(_ number: Self, _ weight: Int) -> Int64 {
      let index = weight + number.unitLimb
      guard number.limbs.indices.contains(index) else { return 0 }
      let value = Int64(number.limbs[index])
      return number.isNegative ? -value : value
    }
    for weight in (low..<high).reversed() {
      let (a, b) = (limb(left, weight), limb(right, weight))
      if a != b { return a < b }
    }
    return true
  }
}
