/// Takes an expression apart into its words.
struct ExpressionLexer {
  /// The most bytes that an expression may have.
  static let mostBytes = 10_000

  /// Two characters before one of them alone.
  private static let symbols = [
    "**", "//", "<=", ">=", "==", "!=", "+", "-", "*", "/", "%", "^", "(", ")", ",", "<", ">", "&",
    "|", "~",
  ]

  /// What people write instead.
  private static let meant = [
    "&&": "and", "||": "or", "=": "==", "!": "not", "π": "pi", "×": "*", "·": "*", "÷": "/",
    "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", "²": "**2", "³": "**3", "√": "sqrt(...)", "[": "(",
    "]": ")", "{": "(", "}": ")", "<>": "!=", "∞": "the limit as an option", "?": "where(c, a, b)",
  ]

  private let text: String
  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// The words, the last of which is the end.
  static func tokens(of text: String) throws(ExpressionError) -> [ExpressionToken] {
    guard text.utf8.count <= mostBytes else {
      throw ExpressionError(
        "the expression has \(text.utf8.count) bytes: it may have \(mostBytes)", text,
        mostBytes..<mostBytes)
    }
    var lexer = Self(text)
    var tokens: [ExpressionToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    bytes.indices.contains(position + offset) ? bytes[position + offset] : nil
  }

  private func holds(_ characters: ClosedRange<Character>..., at offset: Int = 0) -> Bool {
    guard let byte = byte(offset), byte < 0x80 else { return false }
    let character = Character(Unicode.Scalar(byte))
    return characters.contains { $0.contains(character) }
  }

  private func holds(symbol: String) -> Bool {
    bytes[position...].starts(with: symbol.utf8)
  }

  private mutating func token(
    from start: Int, _ kind: (String) -> ExpressionToken.Kind?
  ) -> ExpressionToken? {
    kind(String(decoding: bytes[start..<position], as: UTF8.self)).map {
      ExpressionToken(kind: $0, place: start..<position)
    }
  }

  private mutating func next() throws(ExpressionError) -> ExpressionToken {
    while holds(" "..." ", "\t"..."\t", "\n"..."\n") { position += 1 }
    let start = position
    guard let first = byte() else {
      return ExpressionToken(kind: .end, place: start..<start)
    }
    if holds("0"..."9") || first == UInt8(ascii: ".") && holds("0"..."9", at: 1) {
      passNumber()
      if let token = token(from: start, { ExactNumber($0).map { .number($0) } }) { return token }
      throw ExpressionError(
        "this number cannot be read: give one such as 12, 0.5, 1e-3 or 0x1p-4, with at most"
          + " \(ExactNumber.mostDigits) digits", text, start..<position)
    }
    if holds("a"..."z", "A"..."Z", "_"..."_") {
      while holds("a"..."z", "A"..."Z", "_"..."_", "0"..."9") { position += 1 }
      if let token = token(from: start, { .name($0) }) { return token }
    }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let end = bytes[(start + 1)...].firstIndex(of: first) else {
        throw ExpressionError("the quotation mark is not closed", text, start..<start + 1)
      }
      position = end + 1
      let content = String(decoding: bytes[start + 1..<end], as: UTF8.self)
      return ExpressionToken(kind: .text(content), place: start..<position)
    }
    let meant = Self.meant.filter { holds(symbol: $0.key) }.max { $0.key.count < $1.key.count }
    if let symbol = Self.symbols.first(where: { holds(symbol: $0) }),
      (meant?.key.utf8.count ?? 0) <= symbol.utf8.count
    {
      position += symbol.utf8.count
      return ExpressionToken(kind: .symbol(symbol), place: start..<position)
    }
    throw unknown(meant)
  }

  private mutating func passNumber() {
    let isHexadecimal = byte() == UInt8(ascii: "0") && holds("x"..."x", "X"..."X", at: 1)
    if isHexadecimal {
      position += 2
      while holds("0"..."9", "a"..."f", "A"..."F", "."...".") { position += 1 }
    } else {
      while holds("0"..."9") { position += 1 }
      if holds("."...".") { position += 1 }
      while holds("0"..."9") { position += 1 }
    }
    let isMarked = isHexadecimal ? holds("p"..."p", "P"..."P") : holds("e"..."e", "E"..."E")
    let signs = isMarked && holds("+"..."+", "-"..."-", at: 1) ? 2 : 1
    if isMarked, holds("0"..."9", at: signs) {
      position += signs
      while holds("0"..."9") { position += 1 }
    }
  }

  /// What is wrong with the character here.
  private func unknown(_ meant: (key: String, value: String)?) -> ExpressionError {
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: position)
    let scalar = text.unicodeScalars[start]
    let place = position..<position + (meant?.key.utf8.count ?? UTF8.width(scalar))
    if let meant {
      return ExpressionError(
        "'\(meant.key)' has no meaning here: write \(meant.value)", text, place)
    }
    let isShown = scalar.properties.generalCategory != .control
    let name =
      isShown ? "'\(scalar)'" : "the character with the number \(scalar.value)"
    return ExpressionError("\(name) has no meaning here", text, place)
  }
}
