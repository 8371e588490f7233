/// Puts a tag before each line of what comes in pieces.
package struct LineTagger {
  private let tag: [UInt8]
  private var isAtStart = true

  package init(_ tag: [UInt8]) { self.tag = tag }

  /// Calls a body with the bytes and the tags, in order, until it returns false.
  ///
  /// - Returns: whether it never did.
  package mutating func forEachPiece(
    of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    guard !tag.isEmpty else { return body(bytes) }
    // In one go: each call of the body may be a call of the system.
    var tagged: [UInt8] = []
    tagged.reserveCapacity(bytes.count + 16 * tag.count)
    for byte in bytes {
      if isAtStart { tagged += tag }
      tagged.append(byte)
      isAtStart = byte == UInt8(ascii: "\n")
    }
    return tagged.withUnsafeBytes(body)
  }
}
