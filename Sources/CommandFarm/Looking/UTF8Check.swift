/// Tells whether bytes are UTF-8, piece by piece.
struct UTF8Check {
  /// Whether all so far could be the beginning of a text.
  private(set) var isPossible = true
  private var missing = 0
  /// What the next byte may be.
  private var range: ClosedRange<UInt8> = 0x80...0xbf

  /// Whether all so far is a text.
  var isText: Bool { isPossible && missing == 0 }

  /// Takes a piece in.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard isPossible else { return }
    for byte in bytes {
      if missing > 0 {
        guard range.contains(byte) else { return isPossible = false }
        missing -= 1
        range = 0x80...0xbf
      } else if byte >= 0x80 {
        guard begin(byte) else { return isPossible = false }
      }
    }
  }

  /// Takes the first byte of a character in; Unicode's table 3-7.
  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xc2...0xdf: missing = 1
    case 0xe0...0xef:
      missing = 2
      if byte == 0xe0 { range = 0xa0...0xbf }
      if byte == 0xed { range = 0x80...0x9f }
    case 0xf0...0xf4:
      missing = 3
      if byte == 0xf0 { range = 0x90...0xbf }
      if byte == 0xf4 { range = 0x80...0x8f }
    default: return false
    }
    return true
  }
}
