#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A reader's lock on a store, such that no farm can open it meanwhile: a read lock on the bytes that
/// SQLite locks for writing.
///
/// With it a store is read although its directory must not be written: SQLite itself would insist on
/// files beside it. Where the file system has no locks, the lock is none.
struct StoreLock: ~Copyable {
  private let file: Int32

  /// Locks a store.
  ///
  /// - Throws: ``StoreError`` of kind `inUse` if a farm has it open.
  init(path: String) throws(StoreError) {
    guard let stamp = try StoreFile.stamp(path) else {
      throw StoreError(.missing, "there is no store \(path)")
    }
    guard stamp.isRegular else {
      throw StoreError(.foreign, "\(path) is not a file, and so not a store of mpisum farm")
    }
    guard !StoreRegistry.contains(stamp) else { throw Self.isOpen(path) }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw StoreError.system("open", path, errno) }
    var range = flock()
    range.l_type = Int16(F_RDLCK)
    range.l_whence = Int16(SEEK_SET)
    // SQLite's pending, reserved and shared bytes.
    range.l_start = 0x4000_0000
    range.l_len = 512
    if fcntl(file, F_SETLK, &range) != 0, errno == EAGAIN || errno == EACCES {
      close(file)
      throw Self.isOpen(path)
    }
    self.file = file
  }

  deinit { close(file) }

  /// The error for who wants to look at a store that a farm has open.
  private static func isOpen(_ path: String) -> StoreError {
    let farm = RunningFarm(besideStore: path)
    return StoreError(
      .inUse,
      "a farm has \(path) open\(farm?.description ?? ""); look again when it has ended; meanwhile:"
        + " mpisum farm status \(path.quotedForShell)")
  }

  /// The error for another farm, with what its status file says of that farm.
  static func inUse(_ path: String) -> StoreError {
    let farm = RunningFarm(besideStore: path)
    return StoreError(
      .inUse,
      "\(path) is in use by another farm\(farm?.description ?? ""); see mpisum farm status"
        + " \(path.quotedForShell)")
  }
}
