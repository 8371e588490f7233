#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where a rank's temporary files can be: the first of `SLURM_TMPDIR`, `TMPDIR` and `/tmp` in which a
/// directory can be made.
package struct ScratchPlace: Codable, Hashable, Sendable {
  /// A place where none can be.
  package struct Refusal: Codable, Hashable, Sendable {
    package var path: String
    /// Why, in the system's words.
    package var reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// The place; nil where there is none.
  package var path: String?
  /// The bytes that are free there.
  package var freeBytes: Int?
  /// The kind of its file system, such as `tmpfs` or `nfs4`.
  package var fileSystem: String?
  /// The places that were tried before.
  package var refused: [Refusal]

  enum CodingKeys: String, CodingKey {
    case path, refused
    case freeBytes = "free"
    case fileSystem = "file_system"
  }

  package init(path: String?, freeBytes: Int?, fileSystem: String?, refused: [Refusal]) {
    self.path = path
    self.freeBytes = freeBytes
    self.fileSystem = fileSystem
    self.refused = refused
  }

  /// Makes a directory in each place, removes it, and takes the first where that worked.
  ///
  /// - Parameter environment: the value of an environment variable, nil where it is not set.
  /// - Returns: the place.
  package static func find(
    _ environment: (String) -> String? = SystemFile.environmentValue
  ) -> ScratchPlace {
    let named = ["SLURM_TMPDIR", "TMPDIR"].compactMap(environment).filter { !$0.isEmpty }
    var refused: [Refusal] = []
    for path in named + ["/tmp"] {
      var template = Array("\(path)/mpisum-XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        refused.append(Refusal(path: path, reason: String(cString: strerror(errno))))
        continue
      }
      rmdir(template)
      return ScratchPlace(
        path: path, freeBytes: freeBytes(path), fileSystem: fileSystem(path), refused: refused)
    }
    return ScratchPlace(path: nil, freeBytes: nil, fileSystem: nil, refused: refused)
  }

  private static func freeBytes(_ path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    let (bytes, overflow) = UInt64(status.f_bavail)
      .multipliedReportingOverflow(by: UInt64(status.f_frsize))
    return overflow ? Int.max : Int(clamping: bytes)
  }

  /// The file system of the innermost mount that holds the path.
  private static func fileSystem(_ path: String) -> String? {
    guard let mounts = SystemFile.text("/proc/self/mountinfo"),
      let resolved = realpath(path, nil)
    else { return nil }
    let name = String(cString: resolved)
    free(resolved)
    var best: (length: Int, kind: String)?
    for line in mounts.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let dash = words.firstIndex(of: "-"), dash >= 5, words.count > dash + 1 else {
        continue
      }
      let point = words[4]
      guard point == "/" || name == point || name.hasPrefix(point + "/") else { continue }
      // Of two on one point, the later one is seen.
      if point.count >= best?.length ?? 0 { best = (point.count, String(words[dash + 1])) }
    }
    return best?.kind
  }
}
