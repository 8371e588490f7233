import CSQLite

/// A compiled statement that is run again and again.
///
/// Parameters are numbered from 1, columns from 0, as SQLite does. What `bind` is given as a buffer is
/// not copied: it must stay where it is until ``run()`` has returned.
final class Statement {
  private let database: Database
  private let handle: OpaquePointer
  private var bindCode = SQLITE_OK

  init(_ database: Database, _ sql: String) throws(StoreError) {
    self.database = database
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw database.error(code) }
    self.handle = handle
  }

  deinit { sqlite3_finalize(handle) }

  // MARK: Parameters

  func bind(_ index: Int32, _ value: Int64) { note(sqlite3_bind_int64(handle, index, value)) }

  func bind(_ index: Int32, _ value: Int) { note(sqlite3_bind_int64(handle, index, Int64(value))) }

  func bind(_ index: Int32, _ value: Double) { note(sqlite3_bind_double(handle, index, value)) }

  func bindNull(_ index: Int32) { note(sqlite3_bind_null(handle, index)) }

  /// Binds a text that is copied.
  func bind(_ index: Int32, _ value: String) {
    var value = value
    let code = value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        // An empty buffer may have no address, which SQLite would take for NULL.
        sqlite3_bind_text(handle, index, $0.baseAddress ?? Self.empty, Int32($0.count), Self.copied)
      }
    }
    note(code)
  }

  /// Binds a text that lives as long as the program.
  func bind(_ index: Int32, _ value: StaticString) {
    value.withUTF8Buffer { bind(text: $0, at: index) }
  }

  /// Binds bytes as a text without copying them.
  func bind(text: UnsafeBufferPointer<UInt8>, at index: Int32) {
    let code = text.withMemoryRebound(to: CChar.self) {
      sqlite3_bind_text64(
        handle, index, $0.baseAddress ?? Self.empty, UInt64($0.count), nil, UInt8(SQLITE_UTF8))
    }
    note(code)
  }

  /// Binds bytes without copying them.
  func bind(blob: UnsafeRawBufferPointer, at index: Int32) {
    let code =
      blob.isEmpty
      ? sqlite3_bind_zeroblob(handle, index, 0)
      : sqlite3_bind_blob64(handle, index, blob.baseAddress, UInt64(blob.count), nil)
    note(code)
  }

  private func note(_ code: Int32) { if code != SQLITE_OK { bindCode = code } }

  // MARK: Execution

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one; if not, the statement is ready for the next use.
  func step() throws(StoreError) -> Bool {
    guard bindCode == SQLITE_OK else {
      let code = bindCode
      bindCode = SQLITE_OK
      throw database.error(code)
    }
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    guard code == SQLITE_DONE else {
      let error = database.error(code)
      sqlite3_reset(handle)
      throw error
    }
    sqlite3_reset(handle)
    return false
  }

  /// Runs a statement that returns no rows.
  func run() throws(StoreError) {
    while try step() {}
  }

  /// Makes the statement ready for its next use before its last row was read.
  func reset() { sqlite3_reset(handle) }

  // MARK: Columns

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// The bytes of a text or blob, which stay until the next step.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    // The pointer first: it is what settles the type that the count is of.
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// Tells SQLite to copy (`SQLITE_TRANSIENT`, a cast that Swift does not import).
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
    let zero = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    zero.initialize(to: 0)
    return UnsafePointer(zero)
  }()
}
