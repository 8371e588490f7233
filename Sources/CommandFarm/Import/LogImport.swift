#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Makes a store out of another program's log, so that a farm can go on with its work.
public enum LogImport {
  /// What was found in a log.
  public struct Summary: Hashable, Sendable {
    /// Whose log it is, such as `GNU parallel job log`.
    public let format: String
    /// The number of tasks in each state; states of no task are missing.
    public let tasks: [TaskState: Int]
    /// Whether the last line was cut short, and left out.
    public let isTorn: Bool
  }

  /// Reads a log and writes a store, which appears under its name when it is complete.
  ///
  /// - Parameters:
  ///   - log: the log; `-` is standard input.
  ///   - path: the store, which must not exist.
  ///   - directory: where the tasks ran, an absolute path.
  ///   - commandLine: what the store says of its origin.
  ///   - version: of this program.
  /// - Returns: what was found.
  /// - Throws: ``InputError``, ``StoreError``.
  public static func run(
    log: String, store path: String, directory: String, commandLine: [String], version: String
  ) throws -> Summary {
    guard try StoreFile.stamp(path) == nil else { throw exists(path) }
    let foreign = try ForeignLog(path: log)
    let draft = "\(path).import-\(getpid())"
    defer { for name in [draft, StoreFile.log(draft), draft + "-moving"] { unlink(name) } }
    do throws(StoreError) {
      let store = try RunStore(path: draft, opening: .new, isDurable: false)
      try write(
        foreign, to: store, directory: directory, options: commandLine.joined(separator: " "),
        version: version)
      try store.close()
    } catch {
      throw StoreError(error.kind, error.description.replacing(draft, with: path))
    }
    guard try StoreFile.publish(draft, as: path) else { throw exists(path) }
    return Summary(
      format: foreign.format.rawValue,
      tasks: Dictionary(foreign.tasks.map { ($0.state, 1) }, uniquingKeysWith: +),
      isTorn: foreign.isTorn)
  }

  private static func exists(_ path: String) -> StoreError {
    StoreError(.exists, "\(path) exists; an import makes a new store: name another --store")
  }

  private static func write(
    _ log: ForeignLog, to store: RunStore, directory: String, options: String, version: String
  ) throws(StoreError) {
    var guess = SlotGuess()
    var places: [[(rank: Int, slot: Int)]] = log.tasks.map {
      Array(repeating: (0, 0), count: $0.attempts.count)
    }
    let starts = log.tasks.indices.flatMap { task in
      log.tasks[task].attempts.indices.map { (log.tasks[task].attempts[$0].started, task, $0) }
    }.sorted { $0 < $1 }
    for (_, task, attempt) in starts {
      places[task][attempt] = guess.place(log.tasks[task].attempts[attempt])
    }
    let attempts = log.tasks.lazy.flatMap(\.attempts)
    let ended = attempts.map { $0.started + $0.seconds }.max() ?? Timestamp.now
    try store.beginRun(
      RunRecord(
        version: version, mpi: "none: imported from a \(log.format.rawValue)", hosts: guess.hosts,
        ranks: guess.hosts.count, slots: guess.slotCount, options: options, directory: directory,
        started: starts.first?.0 ?? ended))
    var id: Int64 = 0
    for (task, places) in zip(log.tasks, places) {
      let row = try store.addTask(
        FarmTask(ordinal: task.ordinal, command: task.command), directory: directory,
        state: task.state)
      for (index, (attempt, place)) in zip(task.attempts, places).enumerated() {
        id += 1
        try store.record(
          AttemptRecord(
            id: id, task: row, number: index + 1, rank: place.rank, host: attempt.host,
            slot: place.slot, started: attempt.started, seconds: attempt.seconds,
            exit: attempt.exit, signal: attempt.signal, reason: attempt.reason,
            outputBytes: attempt.outputBytes, errorBytes: attempt.errorBytes))
      }
    }
    let states = Set(log.tasks.map(\.state))
    let verdict =
      states.contains(.interrupted)
      ? Verdict.workLeft : states.isSubset(of: [.succeeded]) ? Verdict.done : Verdict.failures
    try store.endRun(verdict: Int(verdict), ended: ended)
  }
}
