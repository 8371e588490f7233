/// Why an expression is none, and where.
public struct ExpressionError: Error, Hashable, CustomStringConvertible {
  /// The most characters of an expression that are shown.
  private static let width = 72

  /// What was wrong and what would be right, in one line.
  public let message: String

  /// The expression.
  public let expression: String

  /// The place in the expression's UTF-8 text; nil if the expression is not to blame.
  public let place: Range<Int>?

  init(_ message: String, _ expression: String, _ place: Range<Int>?) {
    self.message = message
    self.expression = expression
    self.place = place
  }

  /// The message, the expression, and a line that marks the place; of a long expression, what is near.
  public var description: String {
    guard let place else { return message }
    let utf8 = expression.utf8
    func scalars(_ range: Range<Int>) -> [Unicode.Scalar] {
      let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
      let end = utf8.index(start, offsetBy: range.count)
      return Array(String(expression[start..<end]).unicodeScalars)
    }
    // Enough for a line: a character has four bytes at most.
    let start = max(0, place.lowerBound - 4 * Self.width)
    let end = min(utf8.count, place.lowerBound + 4 * Self.width)
    var before = scalars(start..<place.lowerBound).map(Self.shown)
    var after = scalars(place.lowerBound..<end).map(Self.shown)
    var length = max(1, scalars(place).count)
    if before.count > Self.width / 2 { before = Array("...") + before.suffix(Self.width / 2 - 3) }
    let room = Self.width - before.count
    if after.count > room {
      after = after.prefix(room - 3) + Array("...")
      length = min(length, room)
    }
    let mark = String(repeating: " ", count: before.count) + "^"
    return "\(message)\n  \(String(before + after))\n  \(mark)"
      + String(repeating: "~", count: length - 1)
  }

  /// What stands for a character in one column of a terminal.
  private static func shown(_ scalar: Unicode.Scalar) -> Character {
    switch scalar.properties.generalCategory {
    case .control: scalar == "\n" || scalar == "\t" ? " " : "?"
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .decimalNumber, .otherNumber,
      .mathSymbol, .currencySymbol, .otherPunctuation, .dashPunctuation, .openPunctuation,
      .closePunctuation, .connectorPunctuation, .modifierSymbol, .otherSymbol, .initialPunctuation,
      .finalPunctuation:
      Character(scalar)
    case .spaceSeparator: " "
    default: "?"
    }
  }
}
