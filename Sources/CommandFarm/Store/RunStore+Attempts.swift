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

  /// Reads what an attempt wrote, committed or not, piece by piece.
  ///
  /// - Throws: ``StoreError`` of kind `damaged` if a piece is not what was added; the pieces before it
  ///   have been handed over by then.
  public func output(
    attempt: Int64, stream: Int, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(StoreError) {
    guard let statements = open else { preconditionFailure("the store is closed") }
    try statements.output.readOutput(attempt: attempt, stream: stream, of: path, body)
  }
}
