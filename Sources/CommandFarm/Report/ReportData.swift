import FoundationEssentials

/// The data of a report: JSON that can stand in a page.
///
/// Tasks, attempts and outputs refer to each other by their places, from 0. Times are in tenths of
/// milliseconds, those of starts from the first start on.
struct ReportData {
  private let reader: StoreReader
  private let limits: ReportLimits
  private var text = ReportText()
  private var hosts = ReportWords()
  private var directories = ReportWords()
  private var reasons = ReportWords()
  private var signals: Set<Int64> = []
  private var begin = 0.0
  /// The attempts that failed: their places, their ids and what they have written.
  private var failures: [(place: Int, id: Int64, written: [Int64])] = []

  init(_ reader: StoreReader, _ limits: ReportLimits) {
    self.reader = reader
    self.limits = limits
  }

  private var database: Database { reader.database }

  /// Writes everything.
  mutating func write(
    version: String, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    begin = try reader.firstStart()
    try chooseTasks()
    var path = database.path
    text.append("{")
    path.withUTF8 { text.append(shownMember: "store", UnsafeRawBufferPointer($0)) }
    text.append(",\"version\":\"\(version)\",\"made\":\(Timestamp.now),\"begin\":\(begin),\n")
    try appendCounts()
    try appendRuns()
    try appendFigures()
    text.append("\"tasks\":")
    try text.write(write)
    try tasks().write(write)
    text.append(",\n\"attempts\":")
    try text.write(write)
    try attempts().write(write)
    appendWords()
    try writeOutputs(write)
    text.append("}\n")
    try text.write(write)
  }

  // MARK: Tasks

  /// Fills a temporary table with the tasks that are shown: as many as there is room for, those that failed before
  /// the others, and then by their places in the input.
  private func chooseTasks() throws(StoreError) {
    try database.execute(
      """
      DROP TABLE IF EXISTS temp.shown;
      CREATE TEMP TABLE shown (place INTEGER PRIMARY KEY, id INTEGER UNIQUE);
      INSERT INTO temp.shown (id)
      SELECT id FROM (
        SELECT t.id AS id, t.ordinal AS ordinal, sum(coalesce(c.count, 1)) OVER (
          ORDER BY t.state NOT IN ('failed', 'timed-out'), t.ordinal IS NULL, t.ordinal, t.id
          ROWS UNBOUNDED PRECEDING) AS total
        FROM task AS t
          LEFT JOIN (SELECT task, count(*) AS count FROM attempt GROUP BY task) AS c
          ON c.task = t.id)
      WHERE total <= \(limits.attempts) ORDER BY ordinal IS NULL, ordinal, id;
      """)
  }

  private mutating func tasks() throws(StoreError) -> ReportColumns {
    let longest = try longestText()
    var columns = ReportColumns(["number", "state", "directory", "name", "command"])
    let rows = try database.prepare(
      """
      SELECT t.ordinal, t.state, t.directory, t.name, t.command
      FROM temp.shown AS s CROSS JOIN task AS t ON t.id = s.id ORDER BY s.place
      """)
    while try rows.step() {
      // 0 is no place in the input: the task is gone from the list.
      columns.append(Int(rows.integer(0)), to: 0)
      let state = TaskState(rawValue: rows.text(1)) ?? .waiting
      columns.append(TaskState.allCases.firstIndex(of: state) ?? 0, to: 1)
      columns.append(directories.number(of: rows.text(2)), to: 2)
      columns.append(shown: rows.isNull(3) ? nil : rows.bytes(3), limit: longest, to: 3)
      columns.append(shown: rows.bytes(4), limit: longest, to: 4)
    }
    return columns
  }

  /// The length from which on commands and names are cut.
  private func longestText() throws(StoreError) -> Int {
    // So much of one command is enough for anybody, and need not be measured.
    let limit = 65_536
    var lengths: [Int] = []
    var scratch = ReportText()
    let rows = try database.prepare(
      "SELECT t.name, t.command FROM temp.shown AS s CROSS JOIN task AS t ON t.id = s.id")
    while try rows.step() {
      for column: Int32 in [0, 1] {
        scratch.append(shown: rows.bytes(column), limit: limit)
        lengths.append(scratch.bytes.count)
        scratch.clear()
      }
    }
    return min(limit, ReportLimits.longest(of: lengths, total: limits.texts))
  }

  // MARK: Attempts

  private mutating func attempts() throws(StoreError) -> ReportColumns {
    let numbers = [
      "task", "number", "run", "rank", "slot", "exit", "signal", "memory", "out", "err", "kept",
    ]
    let times = ["start", "seconds", "user", "system"]
    var columns = ReportColumns(numbers + times + ["host", "reason", "outcome"])
    let statement = try database.prepare(
      """
      SELECT \(AttemptRow.columns), s.place - 1,
        EXISTS (SELECT 1 FROM output AS o WHERE o.attempt = a.id)
      FROM attempt AS a CROSS JOIN temp.shown AS s ON s.id = a.task
        CROSS JOIN task AS t ON t.id = a.task
      ORDER BY a.id
      """)
    let row = AttemptRow(row: statement)
    var count = 0
    while try statement.step() {
      for (place, column): (Int, Int32) in [23, 8, 9, 10, 12, 15, 16, 20, 21, 22, 24]
        .enumerated()
      {
        columns.append(Int(statement.integer(column)), to: place)
      }
      columns.append(time: row.started - begin, to: 11)
      for (place, column): (Int, Int32) in [14, 18, 19].enumerated() {
        columns.append(time: StoreReader.sane(statement.double(column)), to: 12 + place)
      }
      columns.append(hosts.number(of: row.host), to: 15)
      columns.append(reasons.number(of: row.reason), to: 16)
      let outcome = row.outcome
      columns.append(ShownOutcome.allCases.firstIndex(of: outcome) ?? 0, to: 17)
      if row.signal != 0 { signals.insert(row.signal) }
      if outcome.isFailure {
        let written = [statement.integer(21), statement.integer(22)]
        failures.append((count, statement.integer(7), written))
      }
      count += 1
    }
    return columns
  }

  // MARK: Outputs

  /// Writes the ends of what failed attempts wrote, as long as there is room.
  private mutating func writeOutputs(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
    let statement = try database.prepare(Statement.selectLastOutput)
    let share = limits.outputs / max(1, 2 * failures.count)
    let longest = min(max(share, limits.output.lowerBound), limits.output.upperBound)
    var room = limits.outputs
    var count = 0
    text.append(",\n\"outputs\":[")
    for failure in failures {
      guard room > 0 else { break }
      for stream in [1, 0] {
        let bytes = try statement.readLastOutput(
          attempt: failure.id, stream: stream, count: longest, of: database.path)
        guard !bytes.isEmpty else { continue }
        let written = max(failure.written[stream], Int64(bytes.count))
        text.append(count == 0 ? "\n" : ",\n")
        text.append("[\(failure.place),\(stream),\(bytes.count),\(written),\"")
        let start = text.bytes.count
        let isCut = written > bytes.count
        bytes.withUnsafeBytes { text.append(shown: isCut ? Self.fromCharacter($0) : $0) }
        room -= text.bytes.count - start
        text.append("\"]")
        count += 1
        try text.writeIfLong(write)
      }
    }
    text.append("],\n\"hasAllOutputs\":\(room > 0)")
  }

  /// A text without the rest of a character that its beginning was cut from.
  private static func fromCharacter(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let rest = bytes.prefix(3).prefix { $0 & 0xc0 == 0x80 }.count
    return UnsafeRawBufferPointer(rebasing: bytes[rest...])
  }

  // MARK: The rest

  /// Appends how much there is in the store, of which the report may hold a part.
  private mutating func appendCounts() throws(StoreError) {
    for name in ["task", "attempt"] {
      text.append("\"\(name)Count\":\(try database.integer("SELECT count(*) FROM \(name)") ?? 0),")
    }
    text.append("\n\"stateCounts\":[")
    for (place, state) in TaskState.allCases.enumerated() {
      let count = try database.integer(
        "SELECT count(*) FROM task WHERE state = '\(state.text)' AND ordinal IS NOT NULL")
      text.append("\(place == 0 ? "" : ",")\(count ?? 0)")
    }
    text.append("],\n")
  }

  private mutating func appendRuns() throws(StoreError) {
    let rows = try database.prepare(
      """
      SELECT id, ranks, slots, verdict, started, ended, version, mpi, directory FROM run ORDER BY id
      """)
    var isFirst = true
    text.append("\"runs\":[")
    while try rows.step() {
      text.append(isFirst ? "\n{" : ",\n{")
      isFirst = false
      for (name, column): (String, Int32) in [("id", 0), ("ranks", 1), ("slots", 2)] {
        text.append("\"\(name)\":\(rows.integer(column)),")
      }
      text.append("\"verdict\":\(rows.isNull(3) ? "null" : String(rows.integer(3))),")
      text.append("\"start\":\(StoreReader.sane(rows.double(4)) - begin),")
      text.append(
        "\"end\":\(rows.isNull(5) ? "null" : String(StoreReader.sane(rows.double(5)) - begin)),")
      text.append(shownMember: "version", rows.bytes(6))
      text.append(",")
      text.append(shownMember: "mpi", rows.bytes(7))
      text.append(",")
      text.append(shownMember: "directory", rows.bytes(8))
      text.append("}")
    }
    text.append("],\n")
  }

  /// Appends the figures of the runs; their texts are the farm's own.
  private mutating func appendFigures() throws {
    text.append("\"figures\":")
    for byte in try JSONEncoder().encode(try reader.analysis().runs) {
      if byte == UInt8(ascii: "<") { text.append("\\u003c") } else { text.append(byte: byte) }
    }
    text.append(",\n")
  }

  private mutating func appendWords() {
    for (name, words) in [("hosts", hosts), ("directories", directories), ("reasons", reasons)] {
      text.append(",\n\"\(name)\":")
      words.append(to: &text)
    }
    func list(_ words: [String]) -> String { "[\"" + words.joined(separator: "\",\"") + "\"]" }
    text.append(",\n\"states\":\(list(TaskState.allCases.map(\.rawValue)))")
    text.append(",\n\"outcomes\":\(list(ShownOutcome.allCases.map(\.rawValue)))")
    let names = signals.sorted().map { "\"\($0)\":\"\(SignalName.text($0))\"" }
    text.append(",\n\"signals\":{\(names.joined(separator: ","))}")
  }
}
