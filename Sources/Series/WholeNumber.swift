import CGMP

/// A positive whole number of any size, as its decimal digits.
public struct WholeNumber: Hashable, Sendable, CustomStringConvertible {
  /// The most decimal digits that a number may have.
  public static let mostDigits = 100_000

  /// The decimal digits, the highest first; the first is not zero.
  let decimals: [UInt8]

  /// The number with these decimal digits; nil for zero, and for more than ``mostDigits`` digits.
  ///
  /// - Parameter digits: values from 0 to 9, the highest first; leading zeros do not matter.
  public init?(decimalDigits digits: some Sequence<Int>) {
    decimals = digits.drop { $0 == 0 }.map(UInt8.init)
    guard !decimals.isEmpty, decimals.count <= Self.mostDigits else { return nil }
  }

  /// A positive integer.
  public init(_ value: Int) {
    precondition(value > 0, "a whole number is positive here, \(value) is not")
    decimals = String(value).utf8.map { $0 - 48 }
  }

  /// A power; nil if it has more than ``mostDigits`` decimal digits.
  ///
  /// - Parameters:
  ///   - base: at least 2.
  ///   - exponent: at least 0.
  public init?(power base: Int, _ exponent: Int) {
    precondition(base >= 2 && exponent >= 0, "\(base)^\(exponent) is no power here")
    // 2^332192 is the greatest power of two with at most so many digits.
    let mostBits = 332_193
    guard exponent < mostBits else { return nil }
    var limbs = [UInt](repeating: 0, count: mostBits / 64 + 3)
    limbs[0] = 1
    var count = 1
    let fits = limbs.withUnsafeMutableBufferPointer { limbs in
      guard let first = limbs.baseAddress else { return false }
      for _ in 0..<exponent {
        let carry = __gmpn_mul_1(first, first, count, UInt(base))
        if carry != 0 {
          first[count] = carry
          count += 1
          if 64 * (count - 1) > mostBits { return false }
        }
      }
      return true
    }
    guard fits else { return nil }
    self.init(limbs: limbs)
    if decimals.count > Self.mostDigits { return nil }
  }

  /// The number with these limbs, the lowest first, however many; nil for zero.
  init?(limbs: [UInt]) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    if limbs.isEmpty { return nil }
    var digits = [UInt8](repeating: 0, count: 20 * limbs.count + 1)
    let length = __gmpn_get_str(&digits, 10, &limbs, limbs.count)
    decimals = Array(digits[..<Int(length)].drop { $0 == 0 })
  }

  /// The number as an integer, if an `Int` can hold it.
  public var integer: Int? {
    Int(description)
  }

  /// How many decimal digits it has.
  public var decimalCount: Int { decimals.count }

  /// The decimal digits.
  public var description: String {
    String(decoding: decimals.map { $0 + 48 }, as: UTF8.self)
  }

  /// The digits in a base from 2 to 10⁶, the highest first.
  ///
  /// - Complexity: that of GMP's conversion; quadratic in the number's length above base 256.
  func digits(inBase base: Int) -> [Int] {
    if base == 10 { return decimals.map(Int.init) }
    // Four bits are enough for a decimal digit.
    var limbs = [UInt](repeating: 0, count: decimals.count / 16 + 2)
    var count = __gmpn_set_str(&limbs, decimals, decimals.count, 10)
    var digits: [Int] = []
    if base <= 256 {
      var bytes = [UInt8](repeating: 0, count: Int(count) * 64 + 1)
      let length = __gmpn_get_str(&bytes, Int32(base), &limbs, count)
      digits = bytes[..<Int(length)].map(Int.init)
      return Array(digits.drop { $0 == 0 })
    }
    while count > 0 {
      digits.append(Int(__gmpn_divrem_1(&limbs, 0, limbs, count, UInt(base))))
      while count > 0, limbs[Int(count) - 1] == 0 { count -= 1 }
    }
    return digits.reversed()
  }
}
