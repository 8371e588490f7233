/// A part of a report that is being put together.
struct ReportText {
  /// What has been put together and not written yet.
  private(set) var bytes: [UInt8] = []

  /// Writes what there is, if it is much.
  mutating func writeIfLong(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
    if bytes.count >= 1 << 15 { try self.write(write) }
  }

  /// Forgets what there is.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Writes what there is.
  mutating func write(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard !bytes.isEmpty else { return }
    try bytes.withUnsafeBytes(write)
    clear()
  }

  // MARK: Plain text

  mutating func append(_ text: String) { bytes += text.utf8 }

  mutating func append(_ more: UnsafeRawBufferPointer) { bytes += more }

  mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Appends a text with blanks before or after it.
  mutating func append(_ text: String, width: Int, isRight: Bool = false) {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    append(isRight ? blanks + text : text + blanks)
  }

  /// Appends a command on one line, such that it cannot command the terminal.
  mutating func append(visible command: UnsafeRawBufferPointer) {
    for byte in command {
      switch byte {
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20, 0x7f:
        append("\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
  }

  // MARK: JSON

  /// Appends bytes as the inside of a JSON string; they are UTF-8 as a whole.
  mutating func append(escaped text: some Sequence<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\t"): append("\\t")
      case UInt8(ascii: "\r"): append("\\r")
      case 0..<0x20: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
  }

  /// Appends a member of a JSON object whose value is a text.
  mutating func append(member name: String, text: String) {
    append("\"\(name)\":\"")
    append(escaped: text.utf8)
    append("\"")
  }

  /// Appends a member whose value is text, or in base64 and with `_base64` after its name if it is not.
  mutating func append(member name: String, _ value: UnsafeRawBufferPointer) {
    var check = UTF8Check()
    check.add(value)
    beginMember(name, isText: check.isText)
    appendPiece(value, isText: check.isText)
    endMember()
  }

  /// Begins such a member; its value follows piece by piece.
  mutating func beginMember(_ name: String, isText: Bool) {
    append("\"\(name)\(isText ? "" : "_base64")\":\"")
  }

  mutating func appendPiece(_ piece: UnsafeRawBufferPointer, isText: Bool) {
    guard !isText else { return append(escaped: piece) }
    for byte in piece {
      base64Pending.append(byte)
      if base64Pending.count == 3 { appendBase64() }
    }
  }

  mutating func endMember() {
    if !base64Pending.isEmpty { appendBase64() }
    append("\"")
  }

  private var base64Pending: [UInt8] = []

  private mutating func appendBase64() {
    let count = base64Pending.count
    let group = (base64Pending + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
    for place in 0..<4 {
      bytes.append(
        place <= count ? Self.base64Alphabet[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
    base64Pending.removeAll(keepingCapacity: true)
  }

  private static let base64Alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
