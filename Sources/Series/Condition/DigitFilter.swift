/// The condition that none of a set of digit strings occurs in a number as it is written in a base.
///
/// Numbers are written without leading zeros, so `00` does not occur in 5. Strings are found
/// anywhere in a number: without `42`, 1427 is left out as well.
public struct DigitFilter: Hashable, Sendable, CustomStringConvertible {
  /// The bases whose digits can be written as 0…9, a…z.
  public static let bases = 2...36

  /// The base in which numbers are written.
  public let base: Int

  /// The strings that must not occur: lower case, each once, in the order given.
  public let omitted: [String]

  /// The strings as digit values.
  let patterns: [[Int]]

  /// A filter that omits every number in which one of the strings occurs.
  ///
  /// - Parameters:
  ///   - omitted: digit strings of the base; letters of either case stand for the digits from ten.
  ///   - base: from 2 to 36.
  /// - Throws: ``SeriesError`` for a base out of range, an empty string, and a digit that the base
  ///   does not have.
  public init(omitting omitted: [String], base: Int = 10) throws(SeriesError) {
    guard Self.bases.contains(base) else {
      throw SeriesError("base \(base) is out of range: give a base from 2 to 36")
    }
    self.base = base
    var strings: [String] = []
    var patterns: [[Int]] = []
    for string in omitted {
      let pattern = try Self.digits(of: string, base: base)
      guard !patterns.contains(pattern) else { continue }
      patterns.append(pattern)
      strings.append(string.lowercased())
    }
    self.omitted = strings
    self.patterns = patterns
  }

  /// Such as `no 9 (base 10)`.
  public var description: String {
    let list = omitted.isEmpty ? "every digit" : "no " + omitted.joined(separator: ", no ")
    return "\(list) (base \(base))"
  }

  private static func digits(of string: String, base: Int) throws(SeriesError) -> [Int] {
    guard !string.isEmpty else {
      throw SeriesError(
        "an omitted digit string is empty: give at least one digit of base \(base), such as 1")
    }
    if string.contains(",") {
      throw SeriesError("'\(string)' holds a comma: give --omit once for each digit string")
    }
    var digits: [Int] = []
    for character in string {
      guard character.isASCII, let digit = character.hexDigitValue ?? letterValue(of: character),
        digit < base
      else {
        let last = String(base - 1, radix: base)
        throw SeriesError(
          "'\(string)' cannot occur in base \(base): its digits are 0 to \(last), not '\(character)'"
        )
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
