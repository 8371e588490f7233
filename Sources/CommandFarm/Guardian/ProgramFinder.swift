#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds the files of programs, as a shell does, and remembers them.
package struct ProgramFinder {
  private let directories: [[UInt8]]
  private var found: [[UInt8]: [UInt8]] = [:]

  /// - Parameter path: the value of `PATH`.
  package init(path: String) {
    directories = path.utf8.split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false
    ).map(Array.init)
  }

  /// The file of a program, with a zero at its end.
  ///
  /// - Returns: nil, and why: `ENOENT`, or `EACCES` if there is a file that may not be executed.
  package mutating func file(of program: [UInt8]) -> (file: [UInt8]?, error: Int32) {
    if program.contains(UInt8(ascii: "/")) { return (program + [0], 0) }
    if let file = found[program] { return (file, 0) }
    var error = ENOENT
    for directory in directories where !program.isEmpty {
      let file =
        (directory.isEmpty ? [UInt8(ascii: ".")] : directory) + [UInt8(ascii: "/")]
        + program + [0]
      let (isRegular, mayExecute) = file.withUnsafeBytes { bytes in
        guard let path = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else {
          return (false, false)
        }
        var status = stat()
        return (
          stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG, access(path, X_OK) == 0
        )
      }
      if isRegular && mayExecute {
        found[program] = file
        return (file, 0)
      }
      if isRegular { error = EACCES }
    }
    return (nil, error)
  }

  /// Forgets a program whose file turned out not to be there any more.
  mutating func forget(_ program: [UInt8]) { found[program] = nil }
}
