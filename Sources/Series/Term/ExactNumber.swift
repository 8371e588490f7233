/// A rational number as a user writes it, exactly: `0.1` is one tenth, not the double next to it.
public struct ExactNumber: Hashable, Sendable, CustomStringConvertible {
  /// The most digits that a number may have, and the greatest power of ten that its exponent may stand for.
  public static let mostDigits = 1000

  /// As it was written.
  public let description: String

  /// Whether it is below zero.
  public let isNegative: Bool

  /// Decimal digits of the numerator's absolute value, without leading zeros; empty for zero.
  public let numerator: String

  /// Decimal digits of the denominator, which is at least 1.
  public let denominator: String

  /// Reads `0.1`, `2.5e-3`, `1/3`, `-2` or, as C writes a double exactly, `0x1.999999999999ap-4`.
  ///
  /// - Returns: nil for anything else, for a zero denominator, and for too many digits.
  public init?(_ text: String) {
    guard text.utf8.count <= 2 * Self.mostDigits else { return nil }
    description = text
    isNegative = text.first == "-"
    let magnitude = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    let parts: (numerator: [UInt8], denominator: [UInt8])?
    if magnitude.hasPrefix("0x") || magnitude.hasPrefix("0X") {
      parts = Self.hexadecimal(magnitude)
    } else if let slash = magnitude.firstIndex(of: "/") {
      parts = Self.digits(magnitude[..<slash]).flatMap { numerator in
        Self.digits(magnitude[magnitude.index(after: slash)...]).map { (numerator, $0) }
      }
    } else {
      parts = Self.decimal(magnitude)
    }
    guard let parts, !parts.denominator.isEmpty else { return nil }
    numerator = Self.text(parts.numerator)
    denominator = Self.text(parts.denominator)
  }

  /// An integer.
  public init(_ value: Int) {
    description = String(value)
    isNegative = value < 0
    numerator = value == 0 ? "" : String(value.magnitude)
    denominator = "1"
  }

  /// Whether it is zero.
  public var isZero: Bool { numerator.isEmpty }

  /// Whether it is one.
  public var isOne: Bool { !isNegative && numerator == denominator }

  /// The number, if it is a whole one that an `Int` can hold and was written or comes out as such.
  public var integer: Int? {
    denominator == "1" ? Int((isNegative ? "-" : "") + (isZero ? "0" : numerator)) : nil
  }

  /// In parentheses where a formula needs them.
  var inFormula: String {
    description.contains("/") || isNegative ? "(\(description))" : description
  }

  /// The digits of an unsigned integer without leading zeros; nil if it is none.
  private static func digits(_ text: Substring) -> [UInt8]? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Array(text.utf8.drop { $0 == 48 }.map { $0 - 48 })
  }

  /// `12.5e-3` as 125 and 10000, with powers of ten taken out of both.
  private static func decimal(_ text: Substring) -> ([UInt8], [UInt8])? {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == "e" || $0 == "E"
    }
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = mantissa.count == 2 ? mantissa[1] : ""
    guard var numerator = digits(mantissa[0] + fraction) else { return nil }
    var scale = -fraction.utf8.count
    if parts.count == 2 {
      guard let exponent = Int(parts[1]), (-mostDigits...mostDigits).contains(exponent)
      else { return nil }
      scale += exponent
    }
    while scale < 0, numerator.last == 0 {
      numerator.removeLast()
      scale += 1
    }
    if numerator.isEmpty { return ([], [1]) }
    if scale >= 0 { return (numerator + Array(repeating: 0, count: scale), [1]) }
    return (numerator, [1] + Array(repeating: 0, count: -scale))
  }

  /// A hexadecimal floating-point number, with powers of two taken out of both parts.
  private static func hexadecimal(_ text: Substring) -> ([UInt8], [UInt8])? {
    let parts = text.dropFirst(2).split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == "p" || $0 == "P"
    }
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = mantissa.count == 2 ? mantissa[1] : ""
    guard !(mantissa[0] + fraction).isEmpty else { return nil }
    var numerator: [UInt8] = []
    for character in mantissa[0] + fraction {
      guard let digit = character.hexDigitValue else { return nil }
      multiply(&numerator, by: 16, adding: digit)
    }
    var scale = -4 * fraction.utf8.count
    if parts.count == 2 {
      guard let exponent = Int(parts[1]), (-1100...1100).contains(exponent) else { return nil }
      scale += exponent
    }
    if numerator.isEmpty { return ([], [1]) }
    while scale < 0, (numerator.last ?? 1) & 1 == 0 {
      halve(&numerator)
      scale += 1
    }
    var denominator: [UInt8] = [1]
    for _ in 0..<scale.magnitude {
      if scale > 0 {
        multiply(&numerator, by: 2, adding: 0)
      } else {
        multiply(&denominator, by: 2, adding: 0)
      }
    }
    return (numerator, denominator)
  }

  private static func multiply(_ digits: inout [UInt8], by factor: Int, adding addend: Int) {
    var carry = addend
    for index in digits.indices.reversed() {
      let product = Int(digits[index]) * factor + carry
      digits[index] = UInt8(product % 10)
      carry = product / 10
    }
    while carry > 0 {
      digits.insert(UInt8(carry % 10), at: 0)
      carry /= 10
    }
  }

  private static func halve(_ digits: inout [UInt8]) {
    var rest: UInt8 = 0
    for index in digits.indices {
      let value = rest * 10 + digits[index]
      digits[index] = value / 2
      rest = value % 2
    }
    if digits.first == 0 { digits.removeFirst() }
  }

  private static func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }
}
