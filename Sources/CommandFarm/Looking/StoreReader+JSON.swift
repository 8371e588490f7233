extension StoreReader {
  /// Writes chosen tasks with all their attempts as one object.
  func showJSON(
    _ options: ShowOptions, _ text: inout ReportText,
    _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    text.append("{\"schema\":\"mpisum.farm.show/1\",")
    text.append(member: "store", text: database.path)
    text.append(",\"tasks\":[")
    let statement = try chosen(isEach: true)
    let row = AttemptRow(row: statement)
    var last: Int64?
    while try statement.step() {
      if row.task != last {
        text.append(last == nil ? "\n{" : "]},\n{")
        row.appendTaskMembers(to: &text)
        text.append(",\"attempts\":[")
      } else {
        text.append(",")
      }
      last = row.task
      guard let attempt = row.attempt else { continue }
      text.append("\n  {")
      row.appendMembers(to: &text)
      if options.hasOutput {
        try appendOutput(of: attempt, "stdout", stream: 0, to: &text, write)
        try appendOutput(of: attempt, "stderr", stream: 1, to: &text, write)
      }
      text.append("}")
      try text.writeIfLong(write)
    }
    text.append(last == nil ? "]}\n" : "]}\n]}\n")
  }

  /// Appends a stream, which is read twice, since it may be long: whether it is text shows at its end.
  private func appendOutput(
    of attempt: Int64, _ name: String, stream: Int, to text: inout ReportText,
    _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var check = UTF8Check()
    try output(attempt: attempt, stream: stream) { check.add($0) }
    text.append(",")
    text.beginMember(name, isText: check.isText)
    try output(attempt: attempt, stream: stream) { piece in
      text.appendPiece(piece, isText: check.isText)
      try text.writeIfLong(write)
    }
    text.endMember()
  }
}
