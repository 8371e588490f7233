#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension StoreReader {
  /// Sees to it that a file which is to be written is not this store, nor one that belongs to it, nor
  /// another store, however it is named.
  ///
  /// - Throws: ``StoreError`` of kind `exists` that says what it is.
  package func check(outlet path: String, of option: String) throws(StoreError) {
    var names = [database.path]
    // SQLite has its files beside the one that a link points to.
    if let name = realpath(database.path, nil) {
      names.append(String(cString: name))
      free(name)
    }
    for name in names {
      for suffix in ["", "-wal", "-journal", "-moving", ".status.json", ".drain"]
      where try Self.isSame(path, name + suffix) {
        let what = suffix.isEmpty ? "the store itself" : "\(name + suffix), the store's own"
        throw StoreError(.exists, "\(option) names \(what); name another file")
      }
    }
    // To open this store once more, and to close it, would drop its lock: so this comes last.
    guard try StoreFile.stamp(path)?.isRegular == true, Self.isDatabase(path) else { return }
    throw StoreError(
      .exists, "\(option) names \(path), another store or SQLite database; name another file")
  }

  /// Whether two names are those of one file, there or not.
  private static func isSame(_ first: String, _ second: String) throws(StoreError) -> Bool {
    let stamps = (try StoreFile.stamp(first), try StoreFile.stamp(second))
    switch stamps {
    case (let first?, let second?):
      return first.device == second.device && first.number == second.number
    case (nil, nil):
      let (one, other) = (parts(first), parts(second))
      guard one.name == other.name, let stamp = try StoreFile.stamp(one.directory),
        let otherStamp = try StoreFile.stamp(other.directory)
      else { return false }
      return stamp.device == otherStamp.device && stamp.number == otherStamp.number
    default: return false
    }
  }

  private static func parts(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    return (String(path[...slash]), String(path[path.utf8.index(after: slash)...]))
  }

  private static func isDatabase(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      count = max(0, pread(file, buffer.baseAddress, 16, 0))
    }
    return bytes.elementsEqual("SQLite format 3\0".utf8)
  }
}
