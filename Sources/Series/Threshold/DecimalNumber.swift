import CGMP
import Summation

/// A positive decimal number, exactly.
public struct DecimalNumber: Hashable, Sendable, CustomStringConvertible {
  /// All digits, the highest first, without leading zeros.
  private let digits: [UInt8]

  /// How many of them stand behind the point.
  private let places: Int

  /// Reads digits with an optional point between them, such as `22.5`; nil for anything else, and for
  /// zero.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let bytes = parts.flatMap { Array($0.utf8) }
    guard parts.allSatisfy({ !$0.isEmpty }), bytes.allSatisfy({ (48...57).contains($0) }),
      bytes.count <= 10_000
    else { return nil }
    digits = bytes.map { $0 - 48 }.drop { $0 == 0 }.map { $0 }
    places = parts.count == 2 ? parts[1].utf8.count : 0
    if digits.isEmpty { return nil }
  }

  /// Such as `22.5`.
  public var description: String {
    let padded = Array(repeating: 0, count: max(0, places + 1 - digits.count)) + digits
    let text = String(decoding: padded.map { $0 + 48 }, as: UTF8.self)
    return places == 0 ? text : text.dropLast(places) + "." + text.suffix(places)
  }

  /// Bits of the denominator.
  var placeBits: Int { places * 10 / 3 + 1 }

  /// The number in fixed point.
  func enclosure(fractionBits: Int) -> Enclosure {
    Enclosure(
      lower: limbs(fractionBits: fractionBits).map(UInt64.init), width: places == 0 ? 0 : 1,
      fractionBits: fractionBits)
  }

  /// The limbs of the number times 2^`fractionBits`, rounded down.
  private func limbs(fractionBits: Int) -> [UInt] {
    let (limbs, bits) = fractionBits.quotientAndRemainder(dividingBy: 64)
    // Four bits are enough for a decimal digit.
    var number = [UInt](repeating: 0, count: digits.count / 16 + 2)
    let count = __gmpn_set_str(&number, digits, digits.count, 10)
    number = Array(number[..<count]) + [0]
    if bits > 0 { _ = __gmpn_lshift(&number, number, number.count, UInt32(bits)) }
    number = Array(repeating: 0, count: limbs) + number
    for _ in 0..<places { _ = __gmpn_divrem_1(&number, 0, number, number.count, 10) }
    return number
  }
}
