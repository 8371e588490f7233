/// What is known of an existing store before it is written to for the first time.
///
/// Everything in it is read and checked, so that damage is found before anything is changed.
struct StoreInspection {
  /// Its tasks.
  let index: MatchIndex
  /// The number of attempts at a task, at the place of its id.
  let attempts: [UInt32]
  let nextTask: Int64
  let nextAttempt: Int64
  /// Whether commits may be missing.
  let lacksLog: Bool
  /// How its files were when they were read.
  let stamps: [StoreFile.Stamp?]

  /// Reads a store that no farm has open, and leaves it untouched.
  init(path: String) throws(StoreError) {
    let reader = try StoreReader(path: path)
    stamps = try Self.stamps(path)
    let database = reader.database
    lacksLog = try reader.lacksLog()
    try Self.checkPages(database)
    var attempts: [UInt32] = []
    // Grown by doubling it would take three times its memory.
    var entries: [MatchIndex.Entry] = []
    nextTask = try Self.readTasks(database, &entries)
    nextAttempt = try Self.readAttempts(database, &attempts, nextTask: nextTask)
    try Self.checkOutput(database)
    index = MatchIndex(entries)
    self.attempts = attempts
  }

  /// How the files of a store are now.
  static func stamps(_ path: String) throws(StoreError) -> [StoreFile.Stamp?] {
    let log = try StoreFile.stamp(StoreFile.log(path))
    // An empty one is made by opening the store.
    return [try StoreFile.stamp(path), log?.size == 0 ? nil : log]
  }

  private static func checkPages(_ database: Database) throws(StoreError) {
    guard let words = try database.text("PRAGMA integrity_check(1)"), words == "ok" else {
      throw StoreError(.damaged, Self.damaged(database, "its pages do not fit together"))
    }
  }

  private static func readTasks(
    _ database: Database, _ entries: inout [MatchIndex.Entry]
  ) throws(StoreError) -> Int64 {
    entries.reserveCapacity(Int(try database.integer("SELECT count(*) FROM task") ?? 0))
    let rows = try database.prepare("SELECT id, ordinal, hash, command, directory, state FROM task")
    var last: Int64 = 0
    while try rows.step() {
      let id = rows.integer(0)
      let hash = ContentHash.task(rows.bytes(3), directory: rows.bytes(4))
      guard rows.integer(2) == hash, id > 0, TaskState(rawValue: rows.text(5)) != nil else {
        throw StoreError(.damaged, Self.damaged(database, "task \(id) has changed"))
      }
      guard id < UInt32.max else {
        throw StoreError(.failed, "\(database.path) holds more tasks than can be resumed")
      }
      let ordinal = rows.isNull(1) ? .max : UInt32(clamping: rows.integer(1))
      entries.append(MatchIndex.Entry(hash: hash, ordinal: ordinal, id: UInt32(id)))
      last = max(last, id)
    }
    return last + 1
  }

  private static func readAttempts(
    _ database: Database, _ counts: inout [UInt32], nextTask: Int64
  ) throws(StoreError) -> Int64 {
    counts = Array(repeating: 0, count: Int(nextTask))
    let rows = try database.prepare("SELECT id, task FROM attempt")
    var last: Int64 = 0
    while try rows.step() {
      let task = rows.integer(1)
      guard task > 0, task < nextTask else {
        throw StoreError(
          .damaged, Self.damaged(database, "attempt \(rows.integer(0)) is at no task"))
      }
      counts[Int(task)] += 1
      last = max(last, rows.integer(0))
    }
    return last + 1
  }

  private static func checkOutput(_ database: Database) throws(StoreError) {
    let rows = try database.prepare("SELECT attempt, stream, chunk, bytes, checksum FROM output")
    while try rows.step() {
      let checksum = ContentHash.output(
        attempt: rows.integer(0), stream: rows.integer(1), chunk: rows.integer(2), rows.bytes(3))
      guard checksum == rows.integer(4) else {
        throw StoreError(
          .damaged,
          Self.damaged(database, "output of attempt \(rows.integer(0)) has changed"))
      }
    }
  }

  private static func damaged(_ database: Database, _ how: String) -> String {
    "\(database.path) is damaged, and was left as it is (\(how)): bring a copy back, or start anew"
  }
}
