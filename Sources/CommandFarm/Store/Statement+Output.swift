extension Statement {
  /// Reads what an attempt wrote with a statement that returns chunk, bytes and checksum, in order.
  func readOutput(
    attempt: Int64, stream: Int, of path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(StoreError) {
    bind(1, attempt)
    bind(2, stream)
    var expected: Int64 = 0
    while try step() {
      let chunk = integer(0)
      let bytes = bytes(1)
      let checksum = ContentHash.output(
        attempt: attempt, stream: Int64(stream), chunk: chunk, bytes)
      guard chunk == expected, checksum == integer(2) else {
        reset()
        throw StoreError(
          .damaged, "\(path) is damaged: output of attempt \(attempt) has changed or is missing")
      }
      body(bytes)
      expected += 1
    }
  }
}
