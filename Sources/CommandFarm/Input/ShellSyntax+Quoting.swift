extension ShellSyntax {
  /// Where in a command a value is put.
  enum Context: Hashable, Sendable {
    /// Outside quotes.
    case bare
    /// Within `'…'`.
    case singleQuotes
    /// Within `"…"`.
    case doubleQuotes
  }

  /// Appends the value so that a shell reads it as it is: as one word, or as part of the quoted text
  /// around it.
  static func append(_ value: ArraySlice<UInt8>, to command: inout [UInt8], in context: Context) {
    switch context {
    case .bare:
      if !needsQuotes(value) {
        command.append(contentsOf: value)
      } else {
        appendQuoted(value, to: &command)
      }
    case .singleQuotes:
      appendInSingleQuotes(value, to: &command)
    case .doubleQuotes:
      for byte in value {
        if "$`\\\"".utf8.contains(byte) { command.append(UInt8(ascii: "\\")) }
        command.append(byte)
      }
    }
  }

  /// Appends the value in single quotes, without empty ones at the ends.
  private static func appendQuoted(_ value: ArraySlice<UInt8>, to command: inout [UInt8]) {
    var word = [UInt8(ascii: "'")]
    appendInSingleQuotes(value, to: &word)
    word.append(UInt8(ascii: "'"))
    let isQuote = { $0 == UInt8(ascii: "'") }
    let front = value.first.map(isQuote) ?? false ? 2 : 0
    let back = value.last.map(isQuote) ?? false ? 2 : 0
    command.append(contentsOf: word.dropFirst(front).dropLast(back))
  }

  /// A quote ends the quotes, stands in double ones, and begins them again: so the word needs no
  /// backslash, and perhaps no shell.
  private static func appendInSingleQuotes(_ value: ArraySlice<UInt8>, to command: inout [UInt8]) {
    for byte in value {
      if byte == UInt8(ascii: "'") {
        command.append(contentsOf: #"'"'"'"#.utf8)
      } else {
        command.append(byte)
      }
    }
  }

  /// Whether GNU parallel quotes the value: so commands are the same byte by byte, and its job logs fit.
  private static func needsQuotes(_ value: ArraySlice<UInt8>) -> Bool {
    value.isEmpty || !value.allSatisfy { isSafe[Int($0)] }
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether a byte means nothing to any shell, wherever it stands.
  private static let isSafe: [Bool] = (0..<256).map { byte in
    let byte = UInt8(byte)
    return isLetter(byte) || isDigit(byte) || "./+-".utf8.contains(byte)
  }
}
