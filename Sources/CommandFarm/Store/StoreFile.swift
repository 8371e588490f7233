#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The files of a store, seen from outside SQLite.
enum StoreFile {
  /// Which file it is, and whether it has changed.
  struct Stamp: Hashable {
    var device: UInt64
    var number: UInt64
    var size: Int
    var seconds: Int
    var nanoseconds: Int
    var isRegular: Bool
  }

  /// The write-ahead log: what has been committed and is not in the main file yet.
  static func log(_ path: String) -> String { path + "-wal" }

  /// The rollback journal: there only after a crash while a store is being opened or closed.
  static func journal(_ path: String) -> String { path + "-journal" }

  /// How a file is now.
  ///
  /// - Returns: nil if there is none.
  static func stamp(_ path: String) throws(StoreError) -> Stamp? {
    var information = stat()
    guard stat(path, &information) == 0 else {
      if errno == ENOENT { return nil }
      throw StoreError.system("look at", path, errno)
    }
    return Stamp(
      device: UInt64(truncatingIfNeeded: information.st_dev),
      number: UInt64(truncatingIfNeeded: information.st_ino), size: Int(information.st_size),
      seconds: Int(information.st_mtim.tv_sec), nanoseconds: Int(information.st_mtim.tv_nsec),
      isRegular: information.st_mode & S_IFMT == S_IFREG)
  }

  /// The number of bytes of a file; 0 if there is none.
  static func size(_ path: String) throws(StoreError) -> Int { try stamp(path)?.size ?? 0 }

  /// Makes an empty store, in one step: whoever looks finds none, or a whole one.
  ///
  /// Only the owner may read it, from the start.
  ///
  /// - Returns: false if there is a file of that name by now.
  static func create(_ path: String) throws(StoreError) -> Bool {
    // SQLite would take a log for this store's that was left behind by another.
    for leftover in [log(path), journal(path)] where try size(leftover) > 0 {
      throw StoreError(
        .damaged,
        "\(leftover) is there but \(path), which it belongs to, is not: bring that back, or remove"
          + " the log")
    }
    let draft = try makeDraft(path)
    defer { unlink(draft) }
    do throws(StoreError) {
      try Database(path: draft, mode: .exclusive).execute(StoreFormat.creation)
    } catch {
      guard error.kind == .noSpace else { throw error }
      throw StoreError(.noSpace, "cannot create \(path): the file system is full")
    }
    return try publish(draft, as: path)
  }

  /// Gives a store that is complete its name.
  ///
  /// - Returns: false if there is a file of that name by now.
  static func publish(_ draft: String, as path: String) throws(StoreError) -> Bool {
    if link(draft, path) != 0 {
      if errno == EEXIST { return false }
      // A file system without hard links. Two farms that start at once would meet at the lock.
      guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(errno) else {
        throw StoreError.system("create", path, errno)
      }
      if try stamp(path) != nil { return false }
      guard rename(draft, path) == 0 else { throw StoreError.system("create", path, errno) }
    }
    synchronizeDirectory(of: path)
    return true
  }

  private static func makeDraft(_ path: String) throws(StoreError) -> String {
    var template = Array((path + ".XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw StoreError.system("create", path, errno) }
    close(file)
    return template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  /// Sees to it that the name is still there after the machine has lost its power.
  ///
  /// Not all file systems can do it.
  private static func synchronizeDirectory(of path: String) {
    let parts = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "."
    let directory = open(String(parts), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }
}
