extension Statement {
  /// The pieces of a stream of an attempt, in order.
  static let selectOutput =
    "SELECT chunk, bytes, checksum FROM output WHERE attempt = ?1 AND stream = ?2 ORDER BY chunk"

  /// Reads what an attempt wrote with ``selectOutput``.
  func readOutput(
    attempt: Int64, stream: Int, of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    bind(1, attempt)
    bind(2, stream)
    var expected: Int64 = 0
    // Ready for the next use also where the caller's closure throws.
    defer { reset() }
    while let bytes = try nextOutput(attempt: attempt, stream: stream, expected, path) {
      try body(bytes)
      expected += 1
    }
  }

  /// The pieces of a stream of an attempt, the last one first.
  static let selectLastOutput =
    "SELECT chunk, bytes, checksum FROM output WHERE attempt = ?1 AND stream = ?2 ORDER BY chunk DESC"

  /// Reads the last bytes of what an attempt wrote with ``selectLastOutput``.
  func readLastOutput(
    attempt: Int64, stream: Int, count: Int, of path: String
  ) throws(StoreError) -> [UInt8] {
    bind(1, attempt)
    bind(2, stream)
    defer { reset() }
    var pieces: [[UInt8]] = []
    var missing = count
    while missing > 0,
      let bytes = try nextOutput(attempt: attempt, stream: stream, nil, path)
    {
      pieces.append(Array(bytes.suffix(missing)))
      missing -= bytes.count
    }
    return Array(pieces.reversed().joined())
  }

  /// The next piece of an attempt, whose number, if one is expected, and checksum are right.
  func nextOutput(
    attempt: Int64, stream: Int, _ expected: Int64?, _ path: String
  ) throws(StoreError) -> UnsafeRawBufferPointer? {
    guard try step() else { return nil }
    let chunk = integer(0)
    let bytes = bytes(1)
    let checksum = ContentHash.output(attempt: attempt, stream: Int64(stream), chunk: chunk, bytes)
    guard chunk == expected ?? chunk, checksum == integer(2) else {
      throw StoreError(
        .damaged, "\(path) is damaged: output of attempt \(attempt) has changed or is missing")
    }
    return bytes
  }
}
