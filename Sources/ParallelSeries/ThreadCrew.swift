import Dispatch

/// Threads of this rank that work at the same time, the calling one among them.
///
/// Not concurrentPerform: libdispatch counts cores once, while the program is loaded, when Open MPI has
/// still bound a rank of two to one core. A serial queue always gets a thread.
final class ThreadCrew {
  private let threads: Int

  /// Made when they are wanted: short sums want none, and take less time than making them.
  private lazy var queues = (1..<max(1, threads)).map {
    DispatchQueue(label: "mpisum.thread.\($0)", qos: .userInitiated)
  }

  /// So many threads; at least 1.
  init(_ threads: Int) {
    self.threads = threads
  }

  /// Calls `work` with 0..<threads, each on a thread of its own, and waits for all.
  func perform(_ work: @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    withoutActuallyEscaping(work) { work in
      for (index, queue) in queues.enumerated() {
        queue.async(group: group) { work(index + 1) }
      }
      work(0)
      group.wait()
    }
  }
}
