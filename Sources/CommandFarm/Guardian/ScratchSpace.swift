#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The directories for the commands' temporary files: one a slot, in one of the rank's own.
///
/// A slot's directory serves one command after the other as long as nothing is written there: its time of
/// modification, set to 1970, tells. One that was used is put aside, to be removed.
struct ScratchSpace {
  /// The rank's directory.
  let base: String
  private let isKept: Bool
  private var isMade: [Bool]
  private var asideCount = 0
  /// What is to be removed.
  private(set) var aside: [String] = []

  /// Makes the rank's directory.
  ///
  /// - Parameters:
  ///   - setup: the number of slots, and where the user wants it.
  ///   - environment: says where else it may be: `SLURM_TMPDIR`, `TMPDIR`, `/tmp`.
  /// - Throws: what the system says of the last of these.
  init(_ setup: GuardianSetup, environment: TaskEnvironment) throws(GuardianError) {
    isKept = setup.settings.keepScratch
    isMade = [Bool](repeating: false, count: setup.slots)
    var places = ["SLURM_TMPDIR", "TMPDIR"].compactMap { environment.value(of: $0) } + ["/tmp"]
    if let wanted = setup.settings.scratchBase { places = [wanted] }
    var error = GuardianError("no place for temporary files")
    for place in places where !place.isEmpty {
      var template = Array("\(place)/mpisum-XXXXXX".utf8CString)
      if mkdtemp(&template) != nil {
        base = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return
      }
      error = GuardianError("\(place): no directory can be made", errno: errno)
    }
    throw error
  }

  /// The directory of a slot, made if need be.
  mutating func directory(slot: Int) throws(LaunchError) -> String {
    let path = path(slot)
    guard !isMade[slot] else { return path }
    guard mkdir(path, 0o700) == 0 else {
      var error = LaunchError("\(path): no directory can be made", errno)
      error.isOfPlace = true
      throw error
    }
    let times = [timespec](repeating: timespec(), count: 2)
    utimensat(AT_FDCWD, path, times, 0)
    isMade[slot] = true
    return path
  }

  /// Looks at the directory that a command had, and puts it aside if it is not as it was.
  mutating func release(slot: Int, order: AttemptOrder) {
    let path = path(slot)
    var status = stat()
    guard lstat(path, &status) == 0 else {
      isMade[slot] = false
      return
    }
    let isPristine =
      status.st_mode & (S_IFMT | 0o777) == S_IFDIR | 0o700 && status.st_mtim.tv_sec == 0
      && status.st_mtim.tv_nsec == 0
    guard !isPristine else { return }
    isMade[slot] = false
    asideCount += 1
    let name =
      isKept
      ? "\(base)/task-\(order.ordinal)-attempt-\(order.attempt)" : "\(base)/old-\(asideCount)"
    if rename(path, name) != 0 {
      // Rather a used one than none.
      isMade[slot] = true
    } else if !isKept {
      aside.append(name)
    }
  }

  /// The command that removes what has been put aside; nil if there is nothing.
  mutating func takeRemoval() -> [[UInt8]]? {
    guard !aside.isEmpty else { return nil }
    defer { aside = [] }
    return Self.removal(of: aside)
  }

  /// The command that removes all of it; nil if something is to be kept.
  func finalRemoval() -> [[UInt8]]? {
    guard isKept else { return Self.removal(of: [base]) }
    for slot in isMade.indices { rmdir(path(slot)) }
    rmdir(base)
    return nil
  }

  private func path(_ slot: Int) -> String { "\(base)/slot-\(slot)" }

  /// Directories that a command has made unwritable are made writable if there is no other way.
  private static func removal(of paths: [String]) -> [[UInt8]] {
    let script =
      "rm -rf -- \"$@\" || { chmod -R u+rwX -- \"$@\"; rm -rf -- \"$@\"; }"
    return ["/bin/sh", "-c", script, "sh"].map { Array($0.utf8) } + paths.map { Array($0.utf8) }
  }
}
