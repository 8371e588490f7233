/// The columns of a query that returns tasks with their attempts, in this order.
///
/// Task: 0 id, 1 ordinal, 2 name, 3 state, 4 directory, 5 command, 6 settings. Attempt: 7 id, 8 number,
/// 9 run, 10 rank, 11 host, 12 slot, 13 started, 14 seconds, 15 exit, 16 signal, 17 reason, 18 user_s,
/// 19 system_s, 20 max_rss, 21 out_bytes, 22 err_bytes.
struct AttemptRow {
  static let columns = """
    t.id, t.ordinal, t.name, t.state, t.directory, t.command, t.settings, a.id, a.number, a.run,
    a.rank, a.host, a.slot, a.started, a.seconds, a.exit, a.signal, a.reason, a.user_s, a.system_s,
    a.max_rss, a.out_bytes, a.err_bytes
    """

  let row: Statement

  var task: Int64 { row.integer(0) }
  /// Nil if the task is no longer in the list.
  var ordinal: Int64? { row.isNull(1) ? nil : row.integer(1) }
  var state: String { row.text(3) }
  var command: UnsafeRawBufferPointer { row.bytes(5) }
  /// Nil if there was no attempt at the task.
  var attempt: Int64? { row.isNull(7) ? nil : row.integer(7) }
  var host: String { row.text(11) }
  var started: Double { StoreReader.sane(row.double(13)) }
  var seconds: Double { StoreReader.sane(row.double(14)) }
  var exit: Int64 { row.integer(15) }
  var signal: Int64 { row.integer(16) }
  var reason: String { row.text(17) }

  /// The names and columns of what is a plain number of an attempt.
  static let numbers: [(name: String, column: Int32)] = [
    ("attempt", 8), ("run", 9), ("rank", 10), ("slot", 12), ("exit", 15), ("signal", 16),
    ("max_rss", 20), ("out_bytes", 21), ("err_bytes", 22),
  ]
  /// The names and columns of an attempt's numbers with a fraction.
  static let fractions: [(name: String, column: Int32)] = [
    ("started", 13), ("seconds", 14), ("user_s", 18), ("system_s", 19),
  ]

  /// How it ended, in a word: an exit status or the name of a signal.
  var ending: String {
    guard attempt != nil, reason != "running" else { return "-" }
    return signal == 0 ? String(exit) : SignalName.text(signal)
  }

  /// Appends the attempt's members of a JSON object.
  func appendMembers(to text: inout ReportText) {
    for (name, column) in Self.numbers { text.append("\"\(name)\":\(row.integer(column)),") }
    for (name, column) in Self.fractions {
      text.append("\"\(name)\":\(StoreReader.sane(row.double(column))),")
    }
    text.append(member: "host", text: host)
    text.append(",")
    text.append(member: "reason", text: reason)
  }

  /// Appends the task's members of a JSON object.
  func appendTaskMembers(to text: inout ReportText) {
    text.append("\"task\":\(ordinal.map(String.init) ?? "null"),")
    text.append(member: "state", text: state)
    if !row.isNull(2) {
      text.append(",")
      text.append(member: "name", row.bytes(2))
    }
    if !row.isNull(6) {
      text.append(",\"settings\":")
      text.append(row.bytes(6))
    }
    text.append(",")
    text.append(member: "directory", row.bytes(4))
    text.append(",")
    text.append(member: "command", command)
  }
}
