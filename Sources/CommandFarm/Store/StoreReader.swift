/// A store that no farm has open, for looking back.
///
/// One thread uses it. It writes, makes and removes no file. What a killed farm has left in the write-ahead log is read too.
public final class StoreReader {
  let database: Database
  private let lock: StoreLock
  private let hasLog: Bool

  /// Opens a store.
  ///
  /// - Throws: ``StoreError`` if it is none, is in use by a farm, or is obviously damaged.
  public init(path: String) throws(StoreError) {
    lock = try StoreLock(path: path)
    hasLog = try StoreHeader(path: path, size: try StoreFile.size(path)).hasLog
    try MoveMark(path).check()
    if try StoreFile.size(StoreFile.journal(path)) > 0 { try Self.rollBack(path) }
    database = try Database(path: path, mode: .reading)
  }

  /// Whether commits of a farm that was killed may be missing, since the log that it left is not there.
  ///
  /// Another program may also have moved it to the main file: then nothing is missing.
  func lacksLog() throws(StoreError) -> Bool {
    guard hasLog, try StoreFile.stamp(StoreFile.log(database.path)) == nil else { return false }
    let runs = try database.prepare("SELECT verdict FROM run ORDER BY id DESC LIMIT 1")
    defer { runs.reset() }
    return try runs.step() && runs.isNull(0)
  }

  /// Takes back a change of the header that a kill cut short while a farm opened or closed the store.
  ///
  /// This alone needs permission to write.
  private static func rollBack(_ path: String) throws(StoreError) {
    _ = try Database(path: path, mode: .exclusive).integer("SELECT count(*) FROM sqlite_master")
  }
}
