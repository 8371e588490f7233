/// Finds out whether the program was started by another MPI library's launcher.
///
/// Such a program does not fail by itself: every copy takes itself for rank 0 of 1 and does all the
/// work.
package enum LauncherCheck {
  /// The exit status of every copy: it is the user's mistake, and to start the job again would not help.
  package static let exitStatus: Int32 = 2

  /// How long a copy that has nothing to say waits before it ends: the first copy to end makes the
  /// launcher kill the others, and the one that speaks must have spoken by then.
  static let patience: UInt32 = 500

  /// The launcher that started more than one copy of a process whose world has `worldSize` ranks;
  /// nil when all is well.
  ///
  /// A launcher inside another's environment is right if any of them says what the world says.
  package static func mismatch(
    worldSize: Int, _ variable: (String) -> String?
  ) -> LauncherEnvironment? {
    guard worldSize == 1 else { return nil }
    let statements = LauncherEnvironment.statements(variable)
    guard !statements.contains(where: { $0.size == 1 }) else { return nil }
    return statements.first
  }

  /// The number that a launcher gave a copy which takes itself for rank 0, where it says nothing of how
  /// many there are; nil when all is well.
  ///
  /// Such is a bare `prterun`. The copy with the number 0 cannot know, and is ended by the launcher when
  /// the others end.
  package static func misnumber(worldSize: Int, _ variable: (String) -> String?) -> Int? {
    guard worldSize == 1, LauncherEnvironment.statements(variable).isEmpty,
      let rank = variable("PMIX_RANK").flatMap({ Int($0) }), rank > 0
    else { return nil }
    return rank
  }

  /// What is wrong with the launcher of a world of so many ranks, in one line; nil when all is well.
  static func complaint(worldSize: Int) -> String? {
    let library = Environment.libraryName
    if let launcher = mismatch(worldSize: worldSize, environmentVariable) {
      return message(launcher, library: library)
    }
    return misnumber(worldSize: worldSize, environmentVariable)
      .map { message(misnumber: $0, library: library) }
  }

  /// Whether this is the copy that says it.
  static var isSpeaker: Bool {
    guard let launcher = LauncherEnvironment.current else {
      return environmentVariable("PMIX_RANK") == "1"
    }
    return launcher.rank == 0
  }

  /// The message, in one line.
  package static func message(_ launcher: LauncherEnvironment, library: String) -> String {
    """
    started as one of \(launcher.size) ranks by \(launcher.launcher) \
    (\(launcher.sizeVariable)=\(launcher.size)), but built with \(library), which that launcher \
    does not serve: every copy would be rank 0 of 1. \(advice(launcher, library))
    """
  }

  /// The message of a program whose library has ended it at its start, in one line.
  static func message(unable launcher: LauncherEnvironment, library: String) -> String {
    """
    started as one of \(launcher.size) ranks by \(launcher.launcher) \
    (\(launcher.sizeVariable)=\(launcher.size)), but built with \(library), which could not start \
    there. \(advice(launcher, library))
    """
  }

  /// What to do instead.
  private static func advice(_ launcher: LauncherEnvironment, _ library: String) -> String {
    let start =
      switch launcher.launcher {
      case .slurm: "'srun --mpi=\(library.hasPrefix("Open MPI") ? "pmix" : "pmi2")' or the"
      case .openMPI, .pmi: "the"
      }
    return """
      Start it with \(start) mpiexec of \(library), or build it with the launcher's library
      """
  }

  /// The message of a copy whose number is not 0, in one line.
  package static func message(misnumber rank: Int, library: String) -> String {
    """
    started as rank \(rank) by a PMIx launcher (PMIX_RANK=\(rank)), but built with \(library), which \
    that launcher does not serve: every copy would be rank 0 of 1. Start it with the mpiexec of \
    \(library), or build it with the launcher's library
    """
  }
}
