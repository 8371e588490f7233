extension [UInt8] {
  /// Appends a frame and its payload.
  @inlinable
  mutating func append(
    _ frame: Frame, payload: UnsafeRawBufferPointer = .init(start: nil, count: 0)
  ) {
    var frame = frame
    frame.length = UInt32(payload.count)
    Swift.withUnsafeBytes(of: &frame) { append(contentsOf: $0) }
    append(contentsOf: payload)
  }

  /// Appends a frame and a text.
  mutating func append(_ frame: Frame, text: String) {
    var text = text
    text.withUTF8 { append(frame, payload: UnsafeRawBufferPointer($0)) }
  }

  /// Writes the length of the payload that follows the frame at a position and ends the array.
  @inlinable
  mutating func closeFrame(at position: Int) {
    let length = UInt32(count - position - Frame.size)
    withUnsafeMutableBytes {
      $0.storeBytes(of: length, toByteOffset: position + 4, as: UInt32.self)
    }
  }

  /// The frame at a position.
  @inlinable
  func frame(at position: Int) -> Frame {
    withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Frame.self) }
  }

  /// A part of the bytes as a text.
  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}

extension [UInt8] {
  /// Replaces the frame at the beginning; its payload is all the rest.
  mutating func setFrame(_ frame: Frame) {
    var frame = frame
    frame.length = UInt32(count - Frame.size)
    withUnsafeMutableBytes { $0.storeBytes(of: frame, as: Frame.self) }
  }
}
