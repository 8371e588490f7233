import MPI
import Testing

/// All tests of worker pools and of the scheduling core beneath them.
///
/// They run in each rank of a job, one at a time and in the same order on all ranks, as those of `MPITests`:
///
///     timeout 60 mpiexec -n 3 .../mpisumPackageTests.xctest --testing-library swift-testing --no-parallel \
///       --filter BagOfTasksTests
///
/// Plain `swift test` runs them in a world of one rank.
///
/// On the main actor, because a pool blocks the thread that opens it: a test's body would otherwise hold
/// one of the threads that Swift has for tasks, of which there is one a core, and a pool's body needs one.
@Suite(.serialized) @MainActor
enum BagOfTasksTests {
  /// MPI, initialised by the first test that asks and finalised when the process ends.
  ///
  /// The main actor's thread changes between tests.
  private static let session: Void = Session.startForProcess(threads: .serialized)

  /// The communicator of all ranks, when all of them have begun the test.
  static func world() throws -> Communicator {
    session
    let world = Communicator.world
    try world.barrier()
    return world
  }
}
