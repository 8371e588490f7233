/// How a store stands that no farm has open.
public struct StoreSummary: Hashable, Sendable {
  /// The number of tasks in each state; states of no task are missing.
  public let tasks: [TaskState: Int]
  /// The tasks that are no longer in the list, which the above leaves out.
  public let goneCount: Int
  /// The attempts of all runs.
  public let attemptCount: Int
  /// How often a farm was started.
  public let runCount: Int
  /// When the last run started, in seconds since 1970.
  public let started: Double?
  /// When the last run ended, likewise; nil if it was killed.
  public let ended: Double?
  /// How the last run ended, the exit status of `mpisum farm`; nil if it was killed, or there was none.
  public let verdict: Int?
}

extension StoreReader {
  /// How the store stands.
  public func summary() throws(StoreError) -> StoreSummary {
    var tasks: [TaskState: Int] = [:]
    var goneCount = 0
    let states = try database.prepare(
      "SELECT state, ordinal IS NULL, count(*) FROM task GROUP BY 1, 2")
    while try states.step() {
      let count = Int(states.integer(2))
      if states.integer(1) != 0 {
        goneCount += count
      } else if let state = TaskState(rawValue: states.text(0)) {
        tasks[state] = count
      }
    }
    let runs = try database.prepare(
      "SELECT count(*) OVER (), started, ended, verdict FROM run ORDER BY id DESC LIMIT 1")
    let isThere = try runs.step()
    defer { runs.reset() }
    return StoreSummary(
      tasks: tasks, goneCount: goneCount,
      attemptCount: Int(try database.integer("SELECT count(*) FROM attempt") ?? 0),
      runCount: isThere ? Int(runs.integer(0)) : 0,
      started: isThere && !runs.isNull(1) ? runs.double(1) : nil,
      ended: isThere && !runs.isNull(2) ? runs.double(2) : nil,
      verdict: isThere && !runs.isNull(3) ? Int(runs.integer(3)) : nil)
  }

  /// Reads what an attempt wrote, piece by piece; stream 0 is standard output and 1 standard error.
  public func output(
    attempt: Int64, stream: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let statement = try database.prepare(Statement.selectOutput)
    try statement.readOutput(attempt: attempt, stream: stream, of: database.path, body)
  }
}
