extension RunStore {
  /// Writes an attempt, for the first time or over what was written of it before.
  public func record(_ attempt: AttemptRecord) throws(StoreError) {
    try write { statements throws(StoreError) in
      let insert = statements.record
      insert.bind(1, attempt.id)
      insert.bind(2, attempt.task)
      insert.bind(3, attempt.number)
      insert.bind(4, run)
      insert.bind(5, attempt.rank)
      insert.bind(6, attempt.host)
      insert.bind(7, attempt.slot)
      insert.bind(8, attempt.started)
      insert.bind(9, attempt.seconds)
      insert.bind(10, attempt.exit)
      insert.bind(11, attempt.signal)
      insert.bind(12, attempt.reason)
      insert.bind(13, attempt.userSeconds)
      insert.bind(14, attempt.systemSeconds)
      insert.bind(15, attempt.peakMemory / 1024)
      insert.bind(16, attempt.outputBytes)
      insert.bind(17, attempt.errorBytes)
      try insert.run()
    }
    recordsPending += 1
  }

  /// Adds a piece of what an attempt wrote, with a checksum.
  ///
  /// Stream 0 is standard output and 1 standard error; chunks count from 0 in each.
  public func addOutput(
    attempt: Int64, stream: Int, chunk: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(StoreError) {
    try write { statements throws(StoreError) in
      let insert = statements.addOutput
      insert.bind(1, attempt)
      insert.bind(2, stream)
      insert.bind(3, chunk)
      insert.bind(blob: bytes, at: 4)
      insert.bind(
        5,
        ContentHash.output(attempt: attempt, stream: Int64(stream), chunk: Int64(chunk), bytes))
      try insert.run()
    }
    recordsPending += 1
  }

  /// A piece of what an attempt wrote, committed or not; nil behind the last one.
  ///
  /// - Throws: ``StoreError`` of kind `damaged` if it is not what was added.
  public func piece(attempt: Int64, stream: Int, chunk: Int) throws(StoreError) -> [UInt8]? {
    guard let statements = open else { preconditionFailure("the store is closed") }
    let statement = statements.piece
    statement.bind(1, attempt)
    statement.bind(2, stream)
    statement.bind(3, chunk)
    defer { statement.reset() }
    guard
      let bytes = try statement.nextOutput(attempt: attempt, stream: stream, Int64(chunk), path)
    else { return nil }
    return Array(bytes)
  }
}
