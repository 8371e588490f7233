extension ReportText {
  /// Appends what a task was given or wrote as the inside of a JSON string that can stand in a page.
  ///
  /// All of it shows and nothing of it is obeyed: control characters and bytes that are no UTF-8 become
  /// `\x1b`, what would turn or hide text `\u{202e}`. There is no `<`, which would end the page's data.
  ///
  /// - Parameters:
  ///   - text: any bytes.
  ///   - limit: the number of bytes from which on the rest is left out, behind an ellipsis.
  mutating func append(shown text: UnsafeRawBufferPointer, limit: Int = .max) {
    let start = bytes.count
    var index = 0
    while index < text.count {
      guard bytes.count - start < limit else { return append("…") }
      let byte = text[index]
      if byte >= 0x80 {
        index += appendWide(UnsafeRawBufferPointer(rebasing: text[index...]))
        continue
      }
      index += 1
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "<"): append("\\u003c")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20, 0x7f: append(hexadecimal: byte)
      default: append(byte: byte)
      }
    }
  }

  /// Appends a member of a JSON object whose value is text of a task.
  mutating func append(shownMember name: String, _ value: UnsafeRawBufferPointer) {
    append("\"\(name)\":\"")
    append(shown: value)
    append("\"")
  }

  private mutating func append(hexadecimal byte: UInt8) {
    append("\\\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
  }

  /// Appends the character of several bytes that a text begins with, or its first byte if that is none.
  ///
  /// - Returns: how many bytes that were.
  private mutating func appendWide(_ text: UnsafeRawBufferPointer) -> Int {
    let length =
      switch text[0] {
      case 0xc2...0xdf: 2
      case 0xe0...0xef: 3
      case 0xf0...0xf4: 4
      default: 1
      }
    let character = UnsafeRawBufferPointer(rebasing: text.prefix(length))
    var check = UTF8Check()
    check.add(character)
    guard check.isText else {
      append(hexadecimal: text[0])
      return 1
    }
    let scalar = character.dropFirst().reduce(UInt32(text[0]) & (0xff >> UInt32(length + 1))) {
      $0 << 6 | UInt32($1 & 0x3f)
    }
    if Self.isTreacherous(scalar) {
      append("\\\\u{" + String(scalar, radix: 16) + "}")
    } else {
      append(character)
    }
    return length
  }

  /// Whether a character controls, turns, breaks or hides text.
  private static func isTreacherous(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff, 0xfff9...0xfffb,
      0xe0000...0xe007f:
      true
    default: false
    }
  }
}
