#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Cuts what comes from a socket into frames.
struct FrameReader {
  private var bytes: [UInt8]
  private var start = 0
  private var end = 0

  /// - Parameter size: how many bytes are asked for at a time.
  init(size: Int) {
    bytes = [UInt8](repeating: 0, count: size)
  }

  /// Reads what there is; waits for it if the socket does.
  ///
  /// - Returns: what `read` returned.
  mutating func fill(from descriptor: Int32) -> Int {
    if start == end {
      start = 0
      end = 0
    } else if start > 0 && end == bytes.count {
      bytes.replaceSubrange(0..<end - start, with: bytes[start..<end])
      end -= start
      start = 0
    }
    if end == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    let count = bytes.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress.map { $0 + end }, $0.count - end)
    }
    if count > 0 { end += count }
    return count
  }

  /// The next frame that has come as a whole; its payload is valid as long as it is needed.
  mutating func next() -> (frame: GuardianFrame, payload: ArraySlice<UInt8>)? {
    guard end - start >= GuardianFrame.size else { return nil }
    let (kind, stream, length, id) = bytes.withUnsafeBytes {
      (
        $0[start], $0[start + 1],
        Int($0.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)),
        $0.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
      )
    }
    let body = start + GuardianFrame.size
    guard end - body >= length else { return nil }
    guard let kind = GuardianFrame.Kind(rawValue: kind) else {
      preconditionFailure("a guardian and its rank are of one program")
    }
    start = body + length
    return (GuardianFrame(kind: kind, stream: stream, id: id), bytes[body..<body + length])
  }
}
