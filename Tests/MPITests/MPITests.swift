import MPI
import Testing

/// All tests of the binding.
///
/// They run in each rank of a job and call collectives, so all ranks must run them in the same
/// order, one at a time: hence one serialized suite, and `--no-parallel`. Ranks 1, 2, 3 and 4 and a
/// plain `swift test` all do:
///
///     mpiexec -n 3 .../mpisumPackageTests.xctest --testing-library swift-testing --no-parallel \
///       --filter MPITests
@Suite(.serialized)
enum MPITests {
  /// MPI, initialised by the first test that asks and finalised when the process ends.
  ///
  /// The tests change threads between them, though never two run at a time.
  private static let session: Void = Session.startForProcess(threads: .serialized)

  /// The communicator of all ranks.
  static func world() -> Communicator {
    session
    return .world
  }
}
