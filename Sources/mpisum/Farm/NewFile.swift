import Glibc

/// A file that takes the place of another, or of none, when it is whole.
///
/// What is no ordinary file, such as a pipe or a device, is written to directly, and a link stays one.
final class NewFile {
  /// Why it could not be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let path: String
  /// The file that is replaced in the end; the path without links.
  private let target: String
  /// What is written until then; nil if it is the target itself.
  private var draft: String?
  private var file: Int32 = -1
  /// SIGINT and SIGTERM wait while there is a draft, so that none is left behind.
  private var signals = sigset_t()
  private var earlierSignals = sigset_t()

  /// Opens it, or a draft beside it that only the owner may read.
  init(path: String) throws(Failure) {
    self.path = path
    var information = stat()
    let isThere = stat(path, &information) == 0
    guard isThere || errno == ENOENT else { throw Self.failure(path) }
    guard isThere || lstat(path, &information) != 0 else {
      throw Failure(description: "cannot write \(path): it is a link to a file that is not there")
    }
    target = isThere ? Self.withoutLinks(path) : path
    guard !isThere || information.st_mode & S_IFMT == S_IFREG else {
      file = open(target, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      guard file >= 0 else { throw Self.failure(path) }
      return
    }
    try makeDraft()
    if isThere { fchmod(file, information.st_mode & 0o777) }
  }

  /// Leaves nothing of what is not finished.
  deinit { discard() }

  private static func withoutLinks(_ path: String) -> String {
    guard let name = realpath(path, nil) else { return path }
    defer { free(name) }
    return String(cString: name)
  }

  private func makeDraft() throws(Failure) {
    let directory = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { target[...$0] } ?? ""
    // Short, since the target's name may be as long as names can be.
    var template = Array("\(directory).mpisum-XXXXXX".utf8CString)
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, &earlierSignals)
    file = mkstemp(&template)
    guard file >= 0 else {
      let failure = Self.failure(path)
      pthread_sigmask(SIG_SETMASK, &earlierSignals, nil)
      throw failure
    }
    draft = template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  /// Adds bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    try endIfTold()
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(file, piece.baseAddress, piece.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw Self.failure(path)
      }
    }
  }

  /// Gives the file its name.
  func finish() throws(Failure) {
    try endIfTold()
    // Network file systems report here what they could not write.
    let isWritten = close(file) == 0
    file = -1
    guard isWritten, rename() == 0 else {
      let failure = Self.failure(path)
      discard()
      throw failure
    }
    if draft != nil { pthread_sigmask(SIG_SETMASK, &earlierSignals, nil) }
    draft = nil
  }

  private func rename() -> Int32 {
    guard let draft else { return 0 }
    return Glibc.rename(draft, target)
  }

  /// Removes the draft and lets a signal that waits end the process.
  private func endIfTold() throws(Failure) {
    var waiting = sigset_t()
    guard draft != nil, sigpending(&waiting) == 0,
      sigismember(&waiting, SIGINT) == 1 || sigismember(&waiting, SIGTERM) == 1
    else { return }
    discard()
    throw Failure(description: "\(path) was not written: a signal came before")
  }

  private func discard() {
    if file >= 0 { close(file) }
    file = -1
    guard let draft else { return }
    unlink(draft)
    self.draft = nil
    pthread_sigmask(SIG_SETMASK, &earlierSignals, nil)
  }

  private static func failure(_ path: String) -> Failure {
    Failure(description: "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
