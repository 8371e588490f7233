/// A store that no farm has open, for looking back.
///
/// One thread uses it. It writes, makes and removes no file. What a killed farm has left in the write-ahead log is read too.
public final class StoreReader {
  let database: Database
  private let lock: StoreLock

  /// Opens a store.
  ///
  /// - Throws: ``StoreError`` if it is none, is in use by a farm, or is obviously damaged.
  public init(path: String) throws(StoreError) {
    lock = try StoreLock(path: path)
    let header = try StoreHeader(path: path, size: try StoreFile.size(path))
    try MoveMark(path).check()
    if try StoreFile.size(StoreFile.journal(path)) > 0 { try Self.rollBack(path) }
    database = try Database(path: path, mode: .reading)
    if header.hasLog, try StoreFile.stamp(StoreFile.log(path)) == nil { try requireEnd() }
  }

  /// Sees to it that a store without the log that belongs to it is one that had ended.
  ///
  /// A farm that was killed has left a log: without it, its last commits are lost.
  private func requireEnd() throws(StoreError) {
    let runs = try database.prepare("SELECT verdict FROM run ORDER BY id DESC LIMIT 1")
    guard try runs.step(), runs.isNull(0) else { return }
    let path = database.path
    throw StoreError(
      .damaged,
      "\(StoreFile.log(path)) is missing, which holds the end of what \(path) holds the start of:"
        + " bring it back")
  }

  /// Takes back a change of the header that a kill cut short while a farm opened or closed the store.
  ///
  /// This alone needs permission to write.
  private static func rollBack(_ path: String) throws(StoreError) {
    _ = try Database(path: path, mode: .exclusive).integer("SELECT count(*) FROM sqlite_master")
  }
}
