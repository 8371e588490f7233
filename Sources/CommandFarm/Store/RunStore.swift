/// The run store of a farm: one SQLite file that holds every task, every attempt and its output.
///
/// One process has it open, and one thread uses it. What is written becomes durable with ``commit()``;
/// a process that is killed at any moment loses what came after its last commit, and nothing else. Once
/// a call that writes has failed, so do all later ones: the farm has to end, and to be resumed.
///
/// A process that has a store open must not open its file in another way: closing that would drop the
/// locks that keep other farms away.
public final class RunStore {
  /// What is to be done about a file that exists, or does not.
  public enum Opening: Sendable {
    /// Make a store; refuse an existing file.
    case new
    /// Go on with a store; make it where there is none.
    case resume
  }

  /// The file, as the user named it.
  public let path: String
  /// Whether this farm has made it.
  public let isNew: Bool
  /// Whether the farm commits after each result; the store itself commits when it is told to.
  public let isDurable: Bool
  /// What the user should know of the store; nil if there is nothing.
  public let warning: String?
  /// The tasks that it holds.
  public internal(set) var taskCount: Int
  /// The first attempt id that was never used before this run.
  public let nextAttempt: Int64
  /// What was written since the last commit.
  public internal(set) var recordsPending = 0

  /// The connection, until it is closed.
  var open: StoreStatements?
  var failure: StoreError?
  var isInTransaction = false
  var run: Int64 = 0
  var nextTask: Int64
  var index: MatchIndex
  /// The directory of the last task, which most often is the next one's too.
  private var directory = (text: "", bytes: [UInt8]())
  /// The number of attempts at a task before this run, at the place of its id.
  let earlierAttempts: [UInt32]
  private let stamp: StoreFile.Stamp

  /// Opens a store and locks it.
  ///
  /// An existing one is read and checked as a whole first, and left untouched if anything is wrong.
  public init(path: String, opening: Opening, isDurable: Bool) throws(StoreError) {
    self.path = path
    self.isDurable = isDurable
    isNew = try StoreFile.stamp(path) == nil ? StoreFile.create(path) : false
    guard isNew || opening == .resume else {
      throw StoreError(.exists, "\(path) exists; add --resume to go on, or name another --store")
    }
    let inspection = try Self.inspect(path)
    warning =
      inspection.lacksLog
      ? "the last farm was killed, and \(StoreFile.log(path)) is missing: without it, what that farm"
        + " wrote last is lost, and is run again" : nil
    taskCount = inspection.index.unmatchedCount
    nextAttempt = inspection.nextAttempt
    nextTask = inspection.nextTask
    index = inspection.index
    earlierAttempts = inspection.attempts
    let (database, stamp) = try Self.lock(path, as: inspection)
    self.stamp = stamp
    open = try StoreStatements(database)
  }

  deinit {
    if open != nil { StoreRegistry.remove(stamp) }
  }

  /// Looks at a store, and says what a farm can do about it where it cannot be had.
  private static func inspect(_ path: String) throws(StoreError) -> StoreInspection {
    do throws(StoreError) {
      return try StoreInspection(path: path)
    } catch {
      switch error.kind {
      case .inUse: throw StoreLock.inUse(path)
      case .foreign: throw StoreError(.foreign, "\(error): name another --store")
      default: throw error
      }
    }
  }

  /// Opens the database for this process alone.
  private static func lock(
    _ path: String, as inspection: StoreInspection
  ) throws(StoreError) -> (Database, StoreFile.Stamp) {
    do throws(StoreError) {
      let database = try Database(path: path, mode: .exclusive)
      // Locks it, and writes nothing yet.
      try database.execute("BEGIN EXCLUSIVE; COMMIT")
      guard let stamp = try StoreFile.stamp(path),
        try StoreInspection.stamps(path) == inspection.stamps
      else { throw StoreLock.inUse(path) }
      guard try database.text("PRAGMA journal_mode = WAL") == "wal" else {
        throw StoreError(.failed, "\(path): SQLite cannot keep a write-ahead log here")
      }
      try database.execute(
        """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA mmap_size = 0;
        PRAGMA secure_delete = OFF;
        PRAGMA cache_size = -8000;
        """)
      // The log was whole, as the inspection has seen.
      MoveMark(path).remove()
      StoreRegistry.insert(stamp)
      return (database, stamp)
    } catch {
      throw error.kind == .inUse ? StoreLock.inUse(path) : error
    }
  }

  // MARK: Commit

  /// Makes everything written so far durable.
  public func commit() throws(StoreError) {
    guard isInTransaction || failure != nil else { return }
    try write { statements throws(StoreError) in
      try statements.commit.run()
      isInTransaction = false
      recordsPending = 0
      if try StoreFile.size(StoreFile.log(path)) > Self.longestLog { try checkpoint(statements) }
    }
  }

  /// Moves everything from the log to the main file, and empties the log.
  ///
  /// A log that is cut off gives an earlier state, but not while a part of it is in the main file: the
  /// two would be mixed. A mark says so meanwhile.
  func checkpoint(_ statements: StoreStatements) throws(StoreError) {
    let mark = MoveMark(path)
    try mark.set()
    // Leaves the log as it is.
    try statements.database.execute("PRAGMA wal_checkpoint(FULL)")
    mark.remove()
    try statements.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Runs a piece of work that writes, within a transaction.
  func write<Result>(
    _ body: (StoreStatements) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard let statements = open else { preconditionFailure("the store is closed") }
    if let failure { throw failure }
    do throws(StoreError) {
      if !isInTransaction {
        try statements.begin.run()
        isInTransaction = true
      }
      return try body(statements)
    } catch {
      failure = error
      throw error
    }
  }

  /// The bytes of a directory's name.
  func bytes(ofDirectory text: String) -> [UInt8] {
    if directory.text != text { directory = (text, Array(text.utf8)) }
    return directory.bytes
  }

  // MARK: End

  /// Writes how the run ended, and when in seconds since 1970, and commits.
  public func endRun(verdict: Int, ended: Double = Timestamp.now) throws(StoreError) {
    try write { statements throws(StoreError) in
      let update = try statements.database.prepare(
        "UPDATE run SET verdict = ?2, ended = ?3 WHERE id = ?1")
      update.bind(1, run)
      update.bind(2, verdict)
      update.bind(3, ended)
      try update.run()
    }
    try commit()
  }

  /// Commits, leaves one file that needs no log, and gives it free.
  ///
  /// Where something has failed before, it is only given free.
  public func close() throws(StoreError) {
    guard let statements = open else { return }
    defer {
      open = nil
      StoreRegistry.remove(stamp)
    }
    guard failure == nil else { return }
    try commit()
    try checkpoint(statements)
    try statements.database.execute("PRAGMA journal_mode = DELETE")
  }

  /// Bytes of the log from which on it is moved to the main file.
  private static let longestLog = 16 << 20
}
