import Testing

/// The tests that drive the real farm, one after the other because each uses all cores.
///
/// Run plainly, not under `mpiexec`.
@Suite(
  .serialized, .timeLimit(.minutes(20)),
  .enabled(if: !FarmSetup.program.isEmpty, "MPISUM_PROGRAM names no program; run 'make test'"))
enum FarmRuns {}
