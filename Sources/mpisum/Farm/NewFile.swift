import Glibc

/// A file that takes the place of another, or of none, when it is whole.
final class NewFile {
  /// Why it could not be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let path: String
  private let draft: String
  private var file: Int32

  /// Makes a draft beside it.
  init(path: String) throws(Failure) {
    self.path = path
    draft = "\(path).\(getpid()).new"
    file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure() }
  }

  /// Leaves nothing of what is not finished.
  deinit {
    guard file >= 0 else { return }
    close(file)
    unlink(draft)
  }

  /// Adds bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(file, piece.baseAddress, piece.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw failure()
      }
    }
  }

  /// Gives the file its name.
  func finish() throws(Failure) {
    // Network file systems report here what they could not write.
    let isWritten = close(file) == 0
    file = -1
    guard isWritten, rename(draft, path) == 0 else {
      let failure = failure()
      unlink(draft)
      throw failure
    }
  }

  private func failure() -> Failure {
    Failure(description: "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
