import CSQLite

/// A connection to an SQLite database, used by one thread.
final class Database {
  /// What it is opened for.
  enum Mode {
    /// To read and write, alone.
    case exclusive
    /// To read only, without locks: the caller holds a ``StoreLock``. No file is written, made or
    /// removed, whatever state it is in. A write-ahead log beside it is taken into account.
    case reading
  }

  /// The file, as the user named it.
  let path: String
  /// SQLite's handle.
  let handle: OpaquePointer

  /// Opens a database that exists.
  init(path: String, mode: Mode) throws(StoreError) {
    self.path = path
    var handle: OpaquePointer?
    let code: Int32
    // SQLite takes names that begin with `file:` for addresses, and an empty one for a temporary file.
    let name = path.hasPrefix("/") ? path : "./" + path
    switch mode {
    case .exclusive:
      code = sqlite3_open_v2(
        name, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    case .reading:
      code = sqlite3_open_v2(
        name, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, "unix-none")
    }
    guard code == SQLITE_OK, let handle else {
      let error = Database.error(handle, code, path)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    sqlite3_extended_result_codes(handle, 1)
    // Nothing is moved or removed but by a farm that says so.
    _ = csqlite_leave_log_on_close(handle)
    // Before the first access: then the index of the write-ahead log is kept in this process's
    // memory instead of a file that it shares, which network file systems cannot do.
    try execute("PRAGMA locking_mode = EXCLUSIVE")
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that return nothing of interest.
  func execute(_ sql: String) throws(StoreError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  /// Compiles a statement for repeated use.
  func prepare(_ sql: String) throws(StoreError) -> Statement { try Statement(self, sql) }

  /// The first column of the first row; nil without a row.
  func integer(_ sql: String) throws(StoreError) -> Int64? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.integer(0) : nil
  }

  /// The first column of the first row; nil without a row.
  func text(_ sql: String) throws(StoreError) -> String? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.text(0) : nil
  }

  /// Whether a store has ``StoreFormat/laterRunColumns``.
  var hasLaterColumns: Bool {
    get throws(StoreError) {
      try text("SELECT name FROM pragma_table_info('run') WHERE name = 'quarantined'") != nil
    }
  }

  /// The error that SQLite has just reported.
  func error(_ code: Int32) -> StoreError { Self.error(handle, code, path) }

  private static func error(_ handle: OpaquePointer?, _ code: Int32, _ path: String) -> StoreError {
    var words = sqlite3_errstr(code).map { String(cString: $0) } ?? "error \(code)"
    if let handle {
      if let message = sqlite3_errmsg(handle) { words = String(cString: message) }
      let number = sqlite3_system_errno(handle)
      let isOfTheSystem = [SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL].contains(code & 0xff)
      if number != 0, isOfTheSystem {
        words += ": " + SystemError.text(number)
        if SystemError.isLackOfSpace(number) { return noSpace(path, words) }
      }
    }
    return switch code & 0xff {
    case SQLITE_FULL: noSpace(path, words)
    case SQLITE_BUSY: StoreError(.inUse, "\(path) is in use by another program")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      StoreError(.damaged, "\(path) is damaged, and was left as it is: \(words)")
    default: StoreError(.failed, "\(path): \(words)")
    }
  }

  private static func noSpace(_ path: String, _ words: String) -> StoreError {
    StoreError(
      .noSpace,
      "\(path): \(words); the store holds everything up to the last commit: make room, and go on with"
        + " --resume")
  }
}
