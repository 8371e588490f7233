import Synchronization

/// Speaks where the MPI library ends the process while it is being initialised.
///
/// MPICH 5 does that under a launcher of Open MPI's. Its own words are of PMI versions; the user needs to
/// be told which launcher is the right one.
enum LibraryExit {
  private static let isInitializing = Atomic(false)

  /// Runs what initialises MPI.
  ///
  /// - Returns: what `body` returns, if the library lets it.
  static func explained(_ body: () -> Int32) -> Int32 {
    guard LauncherEnvironment.current != nil else { return body() }
    isInitializing.store(true, ordering: .relaxed)
    atEndOfProcess { LibraryExit.explain() }
    let result = body()
    isInitializing.store(false, ordering: .relaxed)
    return result
  }

  /// Says on one rank what the launcher is, if the library has ended the process before it was ready.
  private static func explain() {
    guard isInitializing.load(ordering: .relaxed), let launcher = LauncherEnvironment.current
    else { return }
    if launcher.rank == 0 {
      writeErrorLine(LauncherCheck.message(unable: launcher, library: Environment.libraryName))
    } else {
      pause(milliseconds: LauncherCheck.patience)
    }
    exitWithoutCleanUp(status: LauncherCheck.exitStatus)
  }
}
