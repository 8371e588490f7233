/// Finds out whether the program was started by another MPI library's launcher.
///
/// Such a program does not fail by itself: every copy takes itself for rank 0 of 1 and does all the
/// work.
package enum LauncherCheck {
  /// The exit status of every copy.
  package static let exitStatus: Int32 = 5

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

  /// The message, in one line.
  package static func message(_ launcher: LauncherEnvironment, library: String) -> String {
    """
    started as one of \(launcher.size) ranks by \(launcher.launcher) \
    (\(launcher.sizeVariable)=\(launcher.size)), but built with \(library), which that launcher \
    does not serve: every copy would be rank 0 of 1. Start it with the mpiexec of \(library), or \
    build it with the launcher's library
    """
  }
}
