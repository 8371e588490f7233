extension StoreReader {
  /// Writes chosen tasks at length, with all their attempts.
  func showDetails(
    _ options: ShowOptions, _ text: inout ReportText,
    _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let statement = try chosen(isEach: true)
    let row = AttemptRow(row: statement)
    var last: Int64?
    while try statement.step() {
      if row.task != last {
        if last != nil { text.append("\n") }
        last = row.task
        appendTask(row, to: &text)
      }
      guard let attempt = row.attempt else { continue }
      appendAttempt(row, to: &text)
      if options.hasOutput {
        let written = [row.row.integer(21), row.row.integer(22)]
        for (stream, name) in ["standard output", "standard error"].enumerated() {
          let kept = try showOutput(of: attempt, name, stream: stream, &text, write)
          // Of an attempt that was lost nobody knows how much it was.
          if written[stream] > kept {
            text.append("--- kept \(kept) of \(written[stream]) bytes of \(name)\n")
          }
        }
      }
      try text.writeIfLong(write)
    }
  }

  private func appendTask(_ row: AttemptRow, to text: inout ReportText) {
    text.append(row.ordinal.map { "task \($0)" } ?? "a task that is gone from the list")
    text.append(": \(row.state)\n  command    ")
    text.append(visible: row.command)
    text.append("\n  directory  ")
    text.append(visible: row.row.bytes(4))
    if !row.row.isNull(2) {
      text.append("\n  name       ")
      text.append(visible: row.row.bytes(2))
    }
    if !row.row.isNull(6) {
      text.append("\n  settings   ")
      text.append(visible: row.row.bytes(6))
    }
    text.append("\n")
  }

  private func appendAttempt(_ row: AttemptRow, to text: inout ReportText) {
    let values = row.row
    let number = "attempt \(values.integer(8))"
    text.append("  ")
    text.append(number, width: 9)
    text.append("  \(row.reason)")
    switch row.reason {
    case "running": break
    case _ where row.signal != 0:
      text.append(", signal \(row.signal) (\(SignalName.text(row.signal)))")
    default: text.append(", exit status \(row.exit)")
    }
    text.append(
      "; \(row.seconds.fixed) s on \(row.host) (rank \(values.integer(10)), slot"
        + " \(values.integer(12))) from \(Timestamp.local(row.started))\n")
    text.append(
      "             user \(values.double(18).fixed) s, system \(values.double(19).fixed) s, memory"
        + " \(values.integer(20)) KiB, wrote \(values.integer(21)) and \(values.integer(22))"
        + " bytes\n")
  }

  /// - Returns: the number of bytes.
  private func showOutput(
    of attempt: Int64, _ name: String, stream: Int, _ text: inout ReportText,
    _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int64 {
    var last: UInt8?
    var count: Int64 = 0
    try output(attempt: attempt, stream: stream) { piece in
      if last == nil { text.append("--- \(name)\n") }
      last = piece.last ?? last
      count += Int64(piece.count)
      text.append(piece)
      try text.writeIfLong(write)
    }
    if let last, last != UInt8(ascii: "\n") { text.append("\n") }
    return count
  }
}
