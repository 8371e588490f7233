#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `STORE-moving`: there while pages are moved from the log to the main file.
///
/// It holds the number of bytes of the log. A store whose farm was killed then is whole as long as its log is.
struct MoveMark {
  private let store: String
  private var path: String { store + "-moving" }

  init(_ store: String) { self.store = store }

  /// Sets the mark.
  func set() throws(StoreError) {
    let text = "\(try StoreFile.size(StoreFile.log(store)))\n"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StoreError.system("create", path, errno) }
    defer { close(file) }
    let count = Array(text.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count == text.utf8.count else { throw StoreError.system("write", path, errno) }
  }

  /// Takes the mark away.
  func remove() { unlink(path) }

  /// Sees to it that the log is as long as the mark says, if there is one.
  func check() throws(StoreError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    let text = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, 32))
    }
    // Cut short itself, it was set when nothing had been moved yet.
    guard text.last == UInt8(ascii: "\n"),
      let length = Int(String(decoding: text.dropLast(), as: UTF8.self)),
      try StoreFile.size(StoreFile.log(store)) < length
    else { return }
    throw StoreError(
      .damaged,
      "\(StoreFile.log(store)) has been cut off while \(store) needed it: bring it back, or start"
        + " anew with another --store")
  }
}
