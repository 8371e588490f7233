import Glibc

/// Whether the user sees this rank's standard error on a terminal.
///
/// A rank's own descriptors do not tell: they are the launcher's pipes. The launcher's are the user's.
enum LauncherTerminal {
  private static let launchers: Set = ["mpirun", "mpiexec", "orterun", "prterun", "prun", "srun"]

  /// Looks at the nearest launcher among this process's ancestors, or at the process itself if none
  /// is on this machine.
  static var isPresent: Bool {
    let own = Int(getpid())
    var process = own
    // Bounded, in case processes end and their numbers come back during the walk.
    for _ in 0..<64 {
      guard let entry = ProcessTable.entry(process), entry.parent > 1 else { break }
      process = entry.parent
      guard let ancestor = ProcessTable.entry(process) else { break }
      // The system cuts names to 15 bytes; Debian's have suffixes such as ".openmpi".
      if launchers.contains(String(ancestor.name.prefix { $0 != "." })) {
        return ProcessTable.hasTerminal(process)
      }
    }
    return ProcessTable.hasTerminal(own)
  }
}
