import TestSupport

extension Job {
  /// Runs `pool-fixture`.
  init(
    _ arguments: String..., ranks: Int, launcher: String = Job.ownLauncher, grace: Bool = false
  ) throws {
    try self.init(
      program: "pool-fixture", arguments, ranks: ranks, launcher: launcher, grace: grace)
  }
}
