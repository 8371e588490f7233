#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The stream for what is wrong.
enum StandardError {
  /// Writes a line in one piece.
  static func write(_ line: String) {
    var bytes = Array(line.utf8)
    bytes.append(UInt8(ascii: "\n"))
    _ = bytes.withUnsafeBytes { unsafeWrite($0) }
  }

  private static func unsafeWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Musl)
      Musl.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    #endif
  }
}
