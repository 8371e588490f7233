import MPI
import Testing

/// All tests of the binding.
///
/// They run in each rank of a job and call collectives, so all ranks must run them in the same
/// order, one at a time: hence one serialized suite, and `--no-parallel`. Build them first (`mpiexec
/// swift test` waits for ever for SwiftPM's lock), then, with 1, 2, 3 and 4 ranks:
///
///     timeout 60 mpiexec -n 3 .../mpisumPackageTests.xctest --testing-library swift-testing --no-parallel \
///       --filter MPITests
///
/// Plain `swift test` runs them in a world of one rank.
@Suite(.serialized)
enum MPITests {
  /// MPI, initialised by the first test that asks and finalised when the process ends.
  ///
  /// The tests change threads between them, though never two run at a time.
  private static let session: Void = Session.startForProcess(threads: .serialized)

  /// Whether there is another rank to send to.
  ///
  /// A send to oneself is no substitute: in MPICH it waits for the receive, and Open MPI 4.1 does not
  /// report that such a message was truncated.
  static var hasNeighbour: Bool {
    session
    return Communicator.world.size > 1
  }

  /// The communicator of all ranks, when all of them have begun the test.
  ///
  /// Without the barrier a rank that is ahead could send the next test's messages into this one.
  static func world() throws -> Communicator {
    session
    let world = Communicator.world
    try world.barrier()
    return world
  }
}
