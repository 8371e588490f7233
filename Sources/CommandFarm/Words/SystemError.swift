#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Error numbers of the operating system.
enum SystemError {
  /// The C library's words, such as `No space left on device`.
  static func text(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }

  /// Whether it would not have happened on a larger disk.
  static func isLackOfSpace(_ code: Int32) -> Bool {
    code == ENOSPC || code == EDQUOT || code == EFBIG
  }
}
