import FoundationEssentials

extension StoreReader {
  /// What the farms of the store came to.
  ///
  /// Reads each attempt once, and keeps some bytes for each task.
  public func analysis() throws(StoreError) -> FarmAnalysis {
    let runs = try runs()
    var tallies: [Int64: RunTally] = [:]
    for run in runs { tallies[run.id] = run.tally }
    var failures = FailureTally()
    var traces: [Int64: Trace] = [:]
    var tops = [TopAttempts](repeating: TopAttempts(limit: Self.notableCount), count: 3)
    // Backwards, so that the first that is seen of a task is its last one.
    let rows = try database.prepare(
      """
      SELECT a.id, a.task, a.run, a.rank, a.host, a.started, a.seconds, a.exit, a.signal, a.reason,
        a.user_s + a.system_s, a.max_rss, a.out_bytes + a.err_bytes, t.settings,
        t.state IN ('failed', 'timed-out') AND t.ordinal IS NOT NULL
      FROM attempt AS a JOIN task AS t ON t.id = a.task ORDER BY a.id DESC
      """)
    var attempts = 0
    while try rows.step() {
      attempts += 1
      let (id, task, run) = (rows.integer(0), rows.integer(1), rows.integer(2))
      let outcome = AttemptOutcome(
        reason: rows.text(9), exit: Int(rows.integer(7)), signal: Int(rows.integer(8)))
      let earlier = traces[task]
      failures.add(
        outcome, on: rows.text(4), isFinal: earlier == nil && rows.integer(14) != 0)
      let seconds = Self.sane(rows.double(6))
      let isRetry = earlier?.run == run
      let spent = seconds + (isRetry ? earlier?.seconds ?? 0 : 0)
      traces[task] = Trace(run: run, seconds: spent)
      tallies[run]?.add(
        RunTally.Attempt(
          rank: Int(rows.integer(3)), started: Self.sane(rows.double(5)), seconds: seconds,
          processorSeconds: Self.sane(rows.double(10)), cpus: Self.cpus(rows.bytes(13)),
          hasSucceeded: outcome.hasSucceeded, isRetry: isRetry, taskSeconds: spent))
      tops[0].add(seconds, task: task, attempt: id)
      tops[1].add(rows.double(11), task: task, attempt: id)
      tops[2].add(rows.double(12), task: task, attempt: id)
    }
    let figures = runs.compactMap { run in tallies[run.id].map(run.figures) }
    return FarmAnalysis(
      store: database.path, tasks: FarmAnalysis.Tasks(try summary()), runs: figures,
      attempts: attempts, retries: figures.reduce(0) { $0 + $1.retries },
      failures: failures.figures, slowest: try notable(tops[0]),
      largestMemory: try notable(tops[1]), largestOutput: try notable(tops[2]))
  }

  /// What has to be known of a task when the attempt before is looked at.
  private struct Trace {
    var run: Int64
    /// What that run spent on it from the attempt on.
    var seconds: Double
  }

  // MARK: Runs

  /// A row of `run`.
  private struct Run {
    var id: Int64
    var started: Double
    var ended: Double?
    var verdict: Int?
    var ranks: Int
    var slots: Int
    var cpus: Int
    var rankSlots: [Int]
    var quarantined: [String]

    var tally: RunTally { RunTally(slots: slots, cpus: cpus, rankSlots: rankSlots) }

    func figures(_ tally: RunTally) -> RunFigures {
      tally.figures(
        run: Int(id), started: started, ended: ended, verdict: verdict, ranks: ranks,
        quarantined: quarantined)
    }
  }

  private func runs() throws(StoreError) -> [Run] {
    let later =
      try database.hasLaterColumns
      ? StoreFormat.laterRunColumns.map(\.name) : StoreFormat.laterRunColumns.map { _ in "NULL" }
    let rows = try database.prepare(
      """
      SELECT id, started, ended, verdict, ranks, slots, \(later.joined(separator: ", "))
      FROM run ORDER BY id
      """)
    var runs: [Run] = []
    while try rows.step() {
      runs.append(
        Run(
          id: rows.integer(0), started: Self.sane(rows.double(1)),
          ended: rows.isNull(2) ? nil : Self.sane(rows.double(2)),
          verdict: rows.isNull(3) ? nil : Int(rows.integer(3)), ranks: Int(rows.integer(4)),
          slots: Int(rows.integer(5)), cpus: Int(rows.integer(6)),
          rankSlots: Self.list(rows.bytes(7)), quarantined: Self.list(rows.bytes(8))))
    }
    return runs
  }

  // MARK: Attempts

  /// What there is to say of attempts that stand out.
  private func notable(_ top: TopAttempts) throws(StoreError) -> [NotableAttempt] {
    let rows = try database.prepare(
      """
      SELECT t.ordinal, t.name, a.number, a.run, a.host, a.seconds, a.max_rss,
        a.out_bytes + a.err_bytes, a.reason, t.command
      FROM attempt AS a JOIN task AS t ON t.id = a.task WHERE a.id = ?1
      """)
    var found: [NotableAttempt] = []
    for attempt in top.attempts {
      rows.bind(1, attempt)
      while try rows.step() {
        found.append(
          NotableAttempt(
            task: rows.isNull(0) ? nil : Int(rows.integer(0)),
            name: rows.isNull(1) ? nil : rows.text(1), attempt: Int(rows.integer(2)),
            run: Int(rows.integer(3)), host: rows.text(4), seconds: Self.sane(rows.double(5)),
            maxRSS: min(Int(rows.integer(6)), .max >> 10), outputBytes: Int(rows.integer(7)),
            reason: rows.text(8),
            command: rows.text(9)))
      }
    }
    return found
  }

  /// The cores that a task's settings ask for.
  ///
  /// In JSON these bytes can be nothing but the member's name. To decode it all would take ten times as long
  /// as everything else.
  private static func cpus(_ settings: UnsafeRawBufferPointer) -> Int? {
    guard let place = settings.firstRange(of: Self.cpusName) else { return nil }
    let digits = settings[place.upperBound...].prefix { (48...57).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static let cpusName = Array("\"cpus\":".utf8)

  private static func list<Element: Decodable>(_ json: UnsafeRawBufferPointer) -> [Element] {
    (try? JSONDecoder().decode([Element].self, from: Data(json))) ?? []
  }

  /// A number of seconds with which one can reckon, whatever the store holds.
  static func sane(_ seconds: Double) -> Double {
    seconds.isFinite ? min(max(seconds, 0), 1e12) : 0
  }

  private static let notableCount = 5
}
