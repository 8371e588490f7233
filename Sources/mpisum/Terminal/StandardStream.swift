import Glibc

/// Standard output and standard error without buffers, so that a failed write is noticed at once.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  /// Why a text could not be written.
  struct Failure: Error {
    /// The system's words, such as `No space left on device`.
    let reason: String

    /// Takes the reason from `errno`.
    fileprivate init() {
      reason = String(cString: strerror(errno))
    }
  }

  /// Writes the whole text, in one call of the system where that takes it.
  func write(_ text: String) throws(Failure) {
    var text = text
    let failure = text.withUTF8 { bytes -> Failure? in
      do throws(Failure) {
        try write(UnsafeRawBufferPointer(bytes))
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Writes all bytes, in one call of the system where that takes them.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(rawValue, piece.baseAddress, piece.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw Failure()
      }
    }
  }

  /// Has the file system report an error that it kept for the end, as network file systems do.
  func flush() throws(Failure) {
    // Closing a duplicate sends the data on and leaves the stream open.
    let copy = dup(rawValue)
    guard copy >= 0, close(copy) == 0 else { throw Failure() }
  }

  /// Writes a remark for which nothing can be done if it is lost.
  static func remark(_ text: String) {
    try? StandardStream.error.write(text)
  }
}
