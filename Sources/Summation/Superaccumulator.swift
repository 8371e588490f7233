/// An exact accumulator of doubles: a fixed-point number wide enough for every finite double.
///
/// Adding never rounds, so a sum does not depend on the order of its terms, and accumulators of
/// parts of a sum can be merged in any order. The number is held in limbs of 32 bits, each in an
/// `Int64` whose upper half takes the carries of up to 2³⁰ additions. After ``normalize()`` all
/// limbs but the last lie in 0..<2³², so that ``words`` of up to 2³¹ accumulators can be added
/// element by element, in any order or tree (`MPI_SUM` over `MPI_INT64_T`), and read back with
/// ``init(words:)``.
///
/// NaNs and infinities are counted, not added; ``rounded`` follows IEEE 754 from their counts, so
/// they are as independent of the order as the finite terms.
///
/// Method: R. M. Neal, "Fast exact summation using small and large superaccumulators"
/// (arXiv:1505.05571).
public struct Superaccumulator: Sendable {
  /// Limbs of 32 bits: limb `i` weighs 2^(32·i − 1088).
  static let limbCount = 68

  /// The weight of the lowest bit of limb 0 is 2^-1088, so the binary point lies between limbs 33
  /// and 34.
  static let lowestExponent = -1088

  /// The index of the limb that weighs 1.
  static let unitLimb = 34

  /// How many values ``words`` has.
  public static let wordCount = limbCount + 3

  /// Additions that an `Int64` limb can take after a normalisation: each adds less than 2³² to it.
  private static let additionLimit = 1 << 30

  var limbs: [Int64]
  private var additions = 0
  private(set) var nanCount: Int64 = 0
  private(set) var positiveInfinityCount: Int64 = 0
  private(set) var negativeInfinityCount: Int64 = 0

  /// Zero.
  public init() {
    limbs = Array(repeating: 0, count: Self.limbCount)
  }

  /// Reads back ``words``, or the element-wise sum of the words of up to 2³¹ accumulators.
  ///
  /// - Parameter words: ``wordCount`` values.
  public init(words: [Int64]) {
    precondition(words.count == Self.wordCount, "a superaccumulator has \(Self.wordCount) words")
    limbs = Array(words[..<Self.limbCount])
    nanCount = words[Self.limbCount]
    positiveInfinityCount = words[Self.limbCount + 1]
    negativeInfinityCount = words[Self.limbCount + 2]
    normalize()
  }

  /// The state as integers whose element-wise sum over accumulators is the state of the total.
  public var words: [Int64] {
    var copy = self
    copy.normalize()
    return copy.limbs + [nanCount, positiveInfinityCount, negativeInfinityCount]
  }

  /// Adds a double exactly; a NaN or an infinity is counted.
  ///
  /// - Complexity: O(1): three limbs.
  public mutating func add(_ value: Double) {
    let field = Int(value.exponentBitPattern)
    guard field != 0x7FF else { return count(value) }
    let fraction = value.significandBitPattern
    // A subnormal has the exponent of the smallest normal number and no implicit bit.
    let significand = field == 0 ? fraction : fraction | 1 << 52
    let position = max(field, 1) - 1075 - Self.lowestExponent
    let shift = UInt64(position & 31)
    let first = position >> 5
    // Exclusive or with −1 and subtracting −1 negates; with 0 both do nothing.
    let sign: Int64 = value.sign == .minus ? -1 : 0
    let low = Int64((significand &<< shift) & 0xFFFF_FFFF)
    let middle = Int64((significand &>> (32 - shift)) & 0xFFFF_FFFF)
    let high = Int64((significand &>> 32) &>> (32 - shift))
    limbs.withUnsafeMutableBufferPointer { limbs in
      limbs[first] += (low ^ sign) - sign
      limbs[first + 1] += (middle ^ sign) - sign
      limbs[first + 2] += (high ^ sign) - sign
    }
    additions += 1
    if additions >= Self.additionLimit { normalize() }
  }

  /// Adds ±`significand` · 2^`exponent` exactly.
  ///
  /// - Parameters:
  ///   - significand: at most 2⁹⁶ − 1.
  ///   - exponent: from −1088 to 971, the greatest exponent of a double's last bit.
  ///   - negative: whether to subtract instead.
  public mutating func add(_ significand: UInt128, exponent: Int, negative: Bool = false) {
    precondition(significand >> 96 == 0, "a significand has at most 96 bits")
    let position = exponent - Self.lowestExponent
    precondition(position >= 0 && exponent <= 971, "2^\(exponent) is out of a double's range")
    let shifted = significand << UInt128(position & 31)
    let first = position >> 5
    var rest = shifted
    for limb in first..<first + 4 {
      let part = Int64(truncatingIfNeeded: rest & 0xFFFF_FFFF)
      limbs[limb] += negative ? -part : part
      rest >>= 32
    }
    additions += 1
    if additions >= Self.additionLimit { normalize() }
  }

  /// Adds another accumulator exactly.
  public static func += (sum: inout Self, other: Self) {
    if sum.additions + other.additions + 1 >= additionLimit { sum.normalize() }
    var other = other
    if sum.additions + other.additions + 1 >= additionLimit { other.normalize() }
    for index in 0..<limbCount { sum.limbs[index] += other.limbs[index] }
    sum.additions += other.additions + 1
    sum.nanCount += other.nanCount
    sum.positiveInfinityCount += other.positiveInfinityCount
    sum.negativeInfinityCount += other.negativeInfinityCount
  }

  /// The exact sum of two accumulators.
  public static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum += right
    return sum
  }

  /// The exact negative: every term changes its sign.
  public static prefix func - (operand: Self) -> Self {
    var result = operand
    for index in 0..<limbCount { result.limbs[index].negate() }
    swap(&result.positiveInfinityCount, &result.negativeInfinityCount)
    return result
  }

  /// The exact difference of two accumulators.
  public static func - (left: Self, right: Self) -> Self {
    left + -right
  }

  /// Carries into the next limb until every limb but the last lies in 0..<2³²; the value stays.
  public mutating func normalize() {
    var carry: Int64 = 0
    for index in 0..<Self.limbCount - 1 {
      let total = limbs[index] + carry
      carry = total >> 32
      limbs[index] = total & 0xFFFF_FFFF
    }
    limbs[Self.limbCount - 1] += carry
    additions = 0
  }

  private mutating func count(_ value: Double) {
    if value.isNaN {
      nanCount += 1
    } else if value > 0 {
      positiveInfinityCount += 1
    } else {
      negativeInfinityCount += 1
    }
  }
}
