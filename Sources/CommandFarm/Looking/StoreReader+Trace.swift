extension StoreReader {
  /// Writes Chrome's trace events, JSON object form ("Trace Event Format", Google, 2016).
  ///
  /// A process is a rank on its node, a thread a slot, and a "complete" event an attempt, in microseconds from the
  /// first start. A process of its own has the runs and counts how many attempts run. Numbers of
  /// processes and threads begin at 1: 0 is the idle process of Perfetto.
  func exportTrace(
    _ text: inout ReportText, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let begin = try firstStart()
    text.append("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n")
    try traceRuns(begin, &text)
    var processes: [String: Int] = [:]
    var threads: Set<[Int64]> = []
    var changes: [(time: Double, change: Int)] = []
    let statement = try everyAttempt()
    let row = AttemptRow(row: statement)
    while try statement.step() {
      let (rank, slot) = (statement.integer(10), statement.integer(12))
      let place = "rank \(rank) on \(row.host)"
      let process = processes[place] ?? processes.count + 2
      if processes.updateValue(process, forKey: place) == nil {
        text.appendName("process", of: process, thread: nil, place)
      }
      if threads.insert([Int64(process), slot]).inserted {
        text.appendName("thread", of: process, thread: slot + 1, "slot \(slot)")
      }
      appendEvent(row, process: process, begin: begin, to: &text)
      changes += [(row.started, 1), (row.started + row.seconds, -1)]
      try text.writeIfLong(write)
    }
    try traceRunning(changes, begin, &text, write)
    text.appendName("process", of: 1, thread: nil, "farm")
    text.append("{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":1,\"tid\":1,")
    text.append("\"args\":{\"name\":\"runs\"}}\n]}\n")
  }

  /// When the first run or attempt started, in seconds since 1970.
  func firstStart() throws(StoreError) -> Double {
    let times = try database.prepare(
      "SELECT min(started) FROM (SELECT started FROM run UNION ALL SELECT started FROM attempt)")
    defer { times.reset() }
    return try times.step() ? Self.sane(times.double(0)) : 0
  }

  private func appendEvent(
    _ row: AttemptRow, process: Int, begin: Double, to text: inout ReportText
  ) {
    text.append("{\"name\":\"")
    if row.row.isNull(2) {
      text.append(row.ordinal.map { "task \($0)" } ?? "a task that is gone from the list")
    } else {
      text.append(shown: row.row.bytes(2))
    }
    let outcome = row.outcome
    text.append("\",\"cat\":\"\(outcome.rawValue)\",\"ph\":\"X\",\"pid\":\(process),")
    text.append("\"tid\":\(row.row.integer(12) + 1),")
    text.append("\"ts\":\(((row.started - begin) * 1e6).fixed),")
    text.append("\"dur\":\((row.seconds * 1e6).fixed),\"args\":{")
    text.append("\"task\":\(row.ordinal.map(String.init) ?? "null"),")
    for (name, column) in AttemptRow.numbers where name != "rank" && name != "slot" {
      text.append("\"\(name)\":\(row.row.integer(column)),")
    }
    text.append(member: "state", text: row.state)
    text.append(",\"outcome\":\"\(outcome.rawValue)\",")
    text.append(member: "reason", text: row.reason)
    text.append(",")
    text.append(shownMember: "command", row.command)
    text.append("}},\n")
  }

  /// Appends an event for each run that has ended.
  private func traceRuns(_ begin: Double, _ text: inout ReportText) throws(StoreError) {
    let runs = try database.prepare(
      """
      SELECT id, started, ended, ranks, slots, verdict FROM run WHERE ended IS NOT NULL ORDER BY id
      """)
    while try runs.step() {
      text.append("{\"name\":\"run \(runs.integer(0))\",\"ph\":\"X\",\"pid\":1,\"tid\":1,")
      text.append("\"ts\":\(((Self.sane(runs.double(1)) - begin) * 1e6).fixed),")
      text.append(
        "\"dur\":\(((Self.sane(runs.double(2)) - Self.sane(runs.double(1))) * 1e6).fixed),\"args\":{"
      )
      text.append("\"ranks\":\(runs.integer(3)),\"slots\":\(runs.integer(4)),")
      text.append("\"verdict\":\(runs.integer(5))}},\n")
    }
  }

  /// Writes how many attempts run, wherever that changes.
  private func traceRunning(
    _ changes: [(time: Double, change: Int)], _ begin: Double, _ text: inout ReportText,
    _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let changes = changes.sorted { $0.time < $1.time }
    var running = 0
    for (place, (time, change)) in changes.enumerated() {
      running += change
      if place + 1 < changes.count, changes[place + 1].time == time { continue }
      text.append("{\"name\":\"running\",\"ph\":\"C\",\"pid\":1,")
      text.append("\"ts\":\(((time - begin) * 1e6).fixed),\"args\":{\"attempts\":\(running)}},\n")
      try text.writeIfLong(write)
    }
  }
}

extension ReportText {
  /// Appends what a viewer calls a process or one of its threads.
  fileprivate mutating func appendName(
    _ kind: String, of process: Int, thread: Int64?, _ name: String
  ) {
    append("{\"name\":\"\(kind)_name\",\"ph\":\"M\",\"pid\":\(process),")
    if let thread { append("\"tid\":\(thread),") }
    append("\"args\":{")
    append(member: "name", text: name)
    append("}},\n")
  }
}
