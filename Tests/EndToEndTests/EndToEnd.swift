import Testing

/// The tests that drive the real program, one after the other because each uses all cores.
@Suite(
  .serialized,
  .enabled(if: Setup.program != nil, "MPISUM_PROGRAM names no program; run 'make test'"))
enum EndToEnd {}
