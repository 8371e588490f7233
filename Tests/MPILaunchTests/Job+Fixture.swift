import TestSupport

extension Job {
  /// Runs `mpi-fixture`.
  init(
    _ arguments: String..., ranks: Int, launcher: String = Job.ownLauncher, backtraces: Bool = false
  ) throws {
    try self.init(
      program: "mpi-fixture", arguments, ranks: ranks, launcher: launcher, backtraces: backtraces)
  }
}
