/// A string of digits in some base, as a user writes it.
///
/// Up to base 36 the digits are 0…9, a…z; above, a string is its digits as numbers with commas
/// between them, such as `4,2` in base 100.
public struct DigitString: Hashable, Sendable, CustomStringConvertible {
  /// The bases whose digits are written as 0…9, a…z.
  public static let letterBases = 2...36

  /// The string in lower case, without blanks.
  public let description: String

  /// The values of its digits; at least one.
  public let digits: [Int]

  /// Reads a string.
  ///
  /// - Parameters:
  ///   - text: the digits; letters of either case stand for the digits from ten.
  ///   - base: at least 2.
  /// - Throws: ``SeriesError`` for an empty string, and for what is no digit of the base.
  public init(_ text: String, base: Int) throws(SeriesError) {
    guard !text.isEmpty else {
      throw SeriesError(
        "a digit string is empty: give at least one digit of base \(base), such as 1")
    }
    digits =
      Self.letterBases.contains(base)
      ? try Self.letters(text, base: base) : try Self.numbers(text, base: base)
    description =
      Self.letterBases.contains(base)
      ? text.lowercased() : digits.map(String.init).joined(separator: ",")
  }

  /// Whether another string occurs in this one.
  func contains(_ other: Self) -> Bool {
    digits.indices.contains { digits[$0...].starts(with: other.digits) }
  }

  private static func letters(_ text: String, base: Int) throws(SeriesError) -> [Int] {
    if text.contains(",") {
      throw SeriesError("'\(text)' holds a comma: repeat the option for each digit string")
    }
    var digits: [Int] = []
    for character in text {
      guard character.isASCII, let digit = character.hexDigitValue ?? letterValue(of: character),
        digit < base
      else {
        let last = String(base - 1, radix: base)
        throw SeriesError(
          "'\(text)' cannot occur in base \(base): its digits are 0 to \(last), not '\(character)'")
      }
      digits.append(digit)
    }
    return digits
  }

  private static func numbers(_ text: String, base: Int) throws(SeriesError) -> [Int] {
    var digits: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let digit = Int(part), !part.hasPrefix("+"), (0..<base).contains(digit) else {
        throw SeriesError(
          "'\(text)' cannot occur in base \(base): its digits are the numbers 0 to \(base - 1) with"
            + " commas between them, not '\(part)'")
      }
      digits.append(digit)
    }
    return digits
  }

  /// The value of a letter as a digit: `a` is ten, `z` is thirty-five.
  private static func letterValue(of character: Character) -> Int? {
    guard let code = character.lowercased().utf8.first, code >= 97, code <= 122 else { return nil }
    return Int(code) - 87
  }
}
