#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why a command could not be started.
struct LaunchError: Error {
  /// An error of the system's.
  struct System: Error {
    let code: Int32
  }

  /// The status that a shell would give: 127 if there is no such program, else 126.
  var exit: Int32 = 126
  /// Whether it may be otherwise in a moment.
  var isPassing = false
  /// Whether something of the rank's is used up, so that it will be otherwise when others have ended.
  var isShortage = false
  /// Whether the place is at fault: nothing else could be started there either.
  var isOfPlace = false
  /// The reason in words.
  let description: String
}

extension LaunchError {
  /// What the system says to something.
  init(_ what: String, _ code: Int32) {
    self.init(
      exit: code == ENOENT ? 127 : 126,
      isPassing: code == ETXTBSY || Self.shortages.contains(code),
      isShortage: Self.shortages.contains(code),
      description: "\(what): \(SystemError.text(code))")
  }

  /// No processes, no memory, no descriptors, no space.
  private static let shortages = [EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC, EDQUOT]
}
