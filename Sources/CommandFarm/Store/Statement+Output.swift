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

  /// The next piece of an attempt, whose checksum is right.
  func nextOutput(
    attempt: Int64, stream: Int, _ expected: Int64, _ path: String
  ) throws(StoreError) -> UnsafeRawBufferPointer? {
    guard try step() else { return nil }
    let chunk = integer(0)
    let bytes = bytes(1)
    let checksum = ContentHash.output(attempt: attempt, stream: Int64(stream), chunk: chunk, bytes)
    guard chunk == expected, checksum == integer(2) else {
      throw StoreError(
        .damaged, "\(path) is damaged: output of attempt \(attempt) has changed or is missing")
    }
    return bytes
  }
}
