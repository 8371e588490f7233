import CMPI
import Synchronization

/// Operations that were still going on when their requests were dropped, with the memory they use.
///
/// To wait for them there and then could take for ever: an error that leaves one rank's code drops
/// sends that the other ranks will never ask for, and must still get to end the job.
enum AbandonedOperations {
  private struct Operation: @unchecked Sendable {
    var request: cmpi_request
    /// Nobody else knows it any more; hence the type may be sent to another thread.
    let memory: UnsafeMutableRawPointer?
    let isCollective: Bool

    /// Frees the memory if the operation is done.
    mutating func isDone() -> Bool {
      var flag: Int32 = 0
      // An error ends the operation as well; nobody is left to be told.
      guard cmpi_test(&request, &flag, nil) != 0 || flag != 0 else { return false }
      memory?.deallocate()
      return true
    }
  }

  private static let operations = Mutex<[Operation]>([])

  /// Takes over an operation, and looks after those taken over before.
  static func add(
    _ request: cmpi_request, memory: UnsafeMutableRawPointer?, isCollective: Bool
  ) {
    var operation = Operation(request: request, memory: memory, isCollective: isCollective)
    let isDone = operation.isDone()
    let rest = operation
    operations.withLock { operations in
      // The oldest first, and no further than one that is not done: cheap, however many there are.
      var count = 0
      while count < operations.count, operations[count].isDone() { count += 1 }
      operations.removeFirst(count)
      if !isDone { operations.append(rest) }
    }
  }

  /// Whether a communicator must not be freed yet.
  ///
  /// MPI lets its pending operations go on; Open MPI 4.1 does not keep it for immediate collectives.
  static var includeCollective: Bool {
    operations.withLock { operations in
      for index in operations.indices.reversed()
      where operations[index].isCollective && operations[index].isDone() {
        operations.remove(at: index)
      }
      return operations.contains { $0.isCollective }
    }
  }

  /// Waits for all of them, before MPI is finalised.
  static func finish() {
    operations.withLock { operations in
      for var operation in operations {
        _ = cmpi_wait(&operation.request, nil)
        operation.memory?.deallocate()
      }
      operations = []
    }
  }
}
