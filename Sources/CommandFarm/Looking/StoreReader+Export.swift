extension StoreReader {
  /// Writes all attempts for another program.
  ///
  /// - Throws: ``StoreError``, and what the closure throws.
  public func export(
    _ format: ExportFormat, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var text = ReportText()
    switch format {
    case .joblog: try exportJobLog(&text, write)
    case .csv: try exportCSV(&text, write)
    case .jsonl: try exportJSONLines(&text, write)
    case .trace: try exportTrace(&text, write)
    }
    try text.write(write)
  }

  /// GNU parallel's columns, byte by byte.
  ///
  /// Seq is the place in the input; Receive the bytes of standard output; a timeout is -1 and TERM, as
  /// there, and an attempt that was lost with its node -1 and KILL. What was interrupted is left out, so
  /// that `parallel --resume` runs it.
  private func exportJobLog(
    _ text: inout ReportText, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    text.append("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n")
    let statement = try database.prepare(
      """
      SELECT \(AttemptRow.columns) FROM attempt AS a JOIN task AS t ON t.id = a.task
      WHERE t.state IN ('succeeded', 'failed', 'timed-out') AND t.ordinal IS NOT NULL
        AND a.id IN (SELECT max(id) FROM attempt GROUP BY task)
      ORDER BY a.started + a.seconds, a.id
      """)
    let row = AttemptRow(row: statement)
    while try statement.step() {
      var (exit, signal) = (row.exit, row.signal)
      if row.reason == "timed-out" { (exit, signal) = (-1, 15) }
      if row.state != "succeeded" && exit == 0 && signal == 0 { (exit, signal) = (-1, 9) }
      text.append("\(row.ordinal ?? 0)\t\(row.host)\t\(row.started.fixed)\t")
      text.append("\(row.seconds.fixedInTen)\t0\t\(statement.integer(21))\t\(exit)\t\(signal)\t")
      for byte in row.command { text.append(byte: byte == UInt8(ascii: "\n") ? 0 : byte) }
      text.append("\n")
      try text.writeIfLong(write)
    }
  }

  /// All attempts in the order of their numbers.
  func everyAttempt() throws(StoreError) -> Statement {
    try database.prepare(
      """
      SELECT \(AttemptRow.columns) FROM attempt AS a JOIN task AS t ON t.id = a.task ORDER BY a.id
      """)
  }

  private func exportJSONLines(
    _ text: inout ReportText, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let statement = try everyAttempt()
    let row = AttemptRow(row: statement)
    while try statement.step() {
      text.append("{")
      row.appendTaskMembers(to: &text)
      text.append(",")
      row.appendMembers(to: &text)
      text.append("}\n")
      try text.writeIfLong(write)
    }
  }

  private func exportCSV(
    _ text: inout ReportText, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let names = ["task", "name", "state"] + (AttemptRow.numbers + AttemptRow.fractions).map(\.name)
    text.append((names + ["host", "reason", "directory", "command"]).joined(separator: ","))
    text.append("\n")
    let statement = try everyAttempt()
    let row = AttemptRow(row: statement)
    while try statement.step() {
      text.append(row.ordinal.map(String.init) ?? "")
      for column: Int32 in [2, 3] { text.append(field: statement.bytes(column)) }
      for (_, column) in AttemptRow.numbers { text.append(",\(statement.integer(column))") }
      for (_, column) in AttemptRow.fractions { text.append(",\(statement.double(column))") }
      for column: Int32 in [11, 17, 4, 5] { text.append(field: statement.bytes(column)) }
      text.append("\n")
      try text.writeIfLong(write)
    }
  }
}

extension ReportText {
  /// Appends a comma and a field, in quotes where it needs them.
  fileprivate mutating func append(field: UnsafeRawBufferPointer) {
    append(",")
    let special = Array("\",\r\n".utf8)
    guard field.contains(where: special.contains) else { return append(field) }
    append("\"")
    for byte in field {
      if byte == UInt8(ascii: "\"") { append(byte: byte) }
      append(byte: byte)
    }
    append("\"")
  }
}
