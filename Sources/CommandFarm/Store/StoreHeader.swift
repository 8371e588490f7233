#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The first hundred bytes of a store's file.
struct StoreHeader {
  /// Whether the file was left as a running farm has it, with a write-ahead log beside it.
  let hasLog: Bool

  /// Reads a file's header without SQLite, and sees whether it is a store.
  ///
  /// - Throws: ``StoreError`` if it is not, is one of a later version, or has obviously been cut off.
  init(path: String, size: Int) throws(StoreError) {
    let bytes = try Self.read(path)
    guard !bytes.isEmpty else {
      throw StoreError(
        .damaged,
        "\(path) is empty, which no store ever is: remove it, or name another")
    }
    let magic = Array("SQLite format 3\0".utf8)
    guard bytes.starts(with: magic.prefix(bytes.count)) else {
      throw Self.foreign(path, "is not a store of mpisum farm")
    }
    guard bytes.count == 100 else { throw Self.cutOff(path) }
    func number(_ offset: Int, _ count: Int) -> Int64 {
      bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int64($1) }
    }
    guard number(68, 4) == StoreFormat.applicationID else {
      throw Self.foreign(path, "is an SQLite database of another program")
    }
    let version = number(60, 4)
    guard version == StoreFormat.version else {
      throw Self.foreign(
        path,
        "is a store of another version of mpisum (format \(version); this one knows"
          + " \(StoreFormat.version))")
    }
    let pageSize = number(16, 2) == 1 ? 65_536 : number(16, 2)
    hasLog = bytes[18] == 2 || bytes[19] == 2
    let isLogThere = try StoreFile.size(StoreFile.log(path)) > 0
    // With a log beside it, it may have been caught while pages were moved from there.
    guard isLogThere || pageSize >= 512 && Int64(size) % pageSize == 0 else {
      throw Self.cutOff(path)
    }
  }

  private static func foreign(_ path: String, _ what: String) -> StoreError {
    StoreError(.foreign, "\(path) \(what), and was left as it is")
  }

  private static func cutOff(_ path: String) -> StoreError {
    StoreError(
      .damaged, "\(path) has been cut off, and was left as it is: bring a copy back, or start anew")
  }

  private static func read(_ path: String) throws(StoreError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw StoreError.system("open", path, errno) }
    defer { close(file) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 100) { buffer, count in
      let got = pread(file, buffer.baseAddress, 100, 0)
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    guard failure == 0 else { throw StoreError.system("read", path, failure) }
    return bytes
  }
}
