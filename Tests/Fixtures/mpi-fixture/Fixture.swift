import MPI

/// Misbehaves, or not, on one rank of a job: a program for the tests of what the launcher sees.
///
///     mpi-fixture hello | throw RANK | throw-everywhere RANK | throw-elsewhere RANK |
///         throw-pending RANK | mpi-error RANK | abort RANK STATUS | abort-solo RANK STATUS |
///         exit STATUS | drop | leak | task-end RANK WAY | outside-task-end WAY | terminate WAY
@main
struct Fixture {
  /// An error with a text to be found again.
  struct Complaint: Error, CustomStringConvertible {
    let description: String
  }

  /// An error of which another rank knows more.
  struct Hearsay: ReportedElsewhere, CustomStringConvertible {
    var isReportedElsewhere: Bool { true }
    let description: String
  }

  static func main() {
    let arguments = CommandLine.arguments
    let verb = arguments.count > 1 ? arguments[1] : "hello"
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }

    withMPI { world in
      // One write: under MPICH a newline that `print` adds is a write of its own, and ranks mix.
      print("rank \(world.rank) of \(world.size)\n", terminator: "")
      switch verb {
      case "throw":
        if world.rank == numbers[0] { throw Complaint(description: "no more of this") }
        // The others wait for a message that never comes.
        _ = try world.receive(Int.self, from: numbers[0])
      case "throw-everywhere":
        guard world.rank == numbers[0] else { throw Hearsay(description: "something happened") }
        throw Complaint(description: "no more of this")
      case "throw-elsewhere":
        if world.rank == numbers[0] { throw Hearsay(description: "something happened") }
        _ = try world.receive(Int.self, from: numbers[0])
      case "throw-pending":
        let copy = try world.duplicate()
        if world.rank == numbers[0] {
          // Nobody receives it, and nobody comes to the barrier.
          let next = (world.rank + 1) % world.size
          let send = try copy.immediateSend([Int](repeating: 0, count: 1_000_000), to: next)
          let barrier = try copy.immediateBarrier()
          try complain(send, barrier)
        }
        _ = try world.receive(Int.self, from: numbers[0])
      case "drop":
        // Received only when the sender has nothing more to do than to finalise.
        let values = Array(0..<1_000_000)
        if world.rank == 0 {
          for rank in 1..<world.size { _ = try world.immediateSend(values, to: rank) }
          _ = try world.immediateBarrier()
        } else {
          _ = try world.immediateBarrier()
          guard try world.receiveArray(of: Int.self, from: 0) == values else {
            throw Complaint(description: "other values")
          }
        }
      case "abort-solo":
        if world.rank == numbers[0] { Communicator.solo.abort(status: Int32(numbers[1])) }
        _ = try world.receive(Int.self, from: numbers[0])
      case "abort":
        if world.rank == numbers[0] { world.abort(status: Int32(numbers[1])) }
        _ = try world.receive(Int.self, from: numbers[0])
      case "mpi-error":
        if world.rank == numbers[0] { try world.send(1, to: world.rank, tag: -1) }
        _ = try world.receive(Int.self, from: numbers[0])
      case "exit":
        Environment.exit(status: Int32(numbers[0]))
      case "task-end":
        if world.rank == numbers[0] { TaskEnd.inTask(world, arguments[3]) }
        _ = try world.receive(Int.self, from: numbers[0])
      case "outside-task-end":
        TaskEnd.outsideTask(world, arguments[2])
      case "terminate":
        TaskEnd.terminate(arguments[2])
      case "leak":
        // A communicator that outlives MPI must do no harm.
        kept = Kept(copy: try world.duplicate())
      default:
        try world.barrier()
      }
    }
    kept = nil
  }

  /// Throws while requests are pending.
  static func complain(
    _ send: consuming Request<Int>, _ barrier: consuming Request<UInt8>
  ) throws {
    throw Complaint(description: "no more of this")
  }

  /// Something that is freed after MPI is.
  final class Kept {
    let copy: Communicator
    init(copy: consuming Communicator) { self.copy = copy }
  }

  nonisolated(unsafe) private static var kept: Kept?
}
