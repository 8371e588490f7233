import BagOfTasks
import Foundation
import MPI

/// A worker pool whose tasks or whose body misbehave: a program for the tests of what a launcher sees.
///
///     pool-fixture trap | abort | segfault | exit | kill INDEX | throw | initializer RANK | single |
///         terminate INDEX | idle | exit-reading
///
/// The task for input INDEX does what the verb says; where there are other ranks than the root, it is one
/// of theirs. `single` has a pool although MPI was started for one thread.
@main
struct PoolFixture {
  /// An error with a text to be found again.
  struct Complaint: Error, CustomStringConvertible {
    let description: String
  }

  static func main() {
    let arguments = CommandLine.arguments
    let verb = arguments.count > 1 ? arguments[1] : ""
    let number = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 0

    // Swift's threads block signals, and what they start inherits that: a test's job would.
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    withMPI(threads: verb == "single" ? .single : .funneled) { world in
      switch verb {
      case "single":
        _ = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
          try await pool.map(0..<100)
        }
      case "throw":
        _ = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
          _ = try await pool.map(0..<100)
          throw Complaint(description: "no more of this")
        }
      case "initializer":
        let rank = world.rank
        _ = try world.withWorkerPool(
          sharing: 1,
          initializer: { (shared: Int) in
            if rank == number { throw Complaint(description: "no table") }
            return shared
          },
          task: { (number: Int, _: Int) in number }
        ) { pool in
          try await pool.map(0..<100)
        }
      case "exit-reading":
        try exitWhileReading(world)
      case "terminate":
        try terminate(world, at: number)
      case "idle":
        try idle(world)
      default:
        try end(world, verb, at: number)
      }
      // One write: under MPICH a newline that `print` adds is a write of its own, and ranks mix.
      print("rank \(world.rank) is done\n", terminator: "")
    }
  }

  /// Ends a process in the middle of a task.
  private static func end(_ world: borrowing Communicator, _ verb: String, at index: Int) throws {
    var options = WorkerPoolOptions()
    options.slots = 2
    options.rootWorks = false
    _ = try world.withWorkerPool(
      options: options,
      task: { (number: Int) -> Int in
        guard number == index else {
          usleep(100)
          return number
        }
        switch verb {
        case "trap": return [1, 2, 3][number]
        case "abort": abort()
        case "exit": exit(0)
        case "segfault": UnsafeMutablePointer<Int>(bitPattern: 8 * index)?.pointee = 1
        case "kill": kill(getpid(), SIGKILL)
        default: throw Complaint(description: "there is no verb \(verb)")
        }
        return number
      }
    ) { pool in
      try await pool.map(0..<10_000).count
    }
  }

  /// Calls exit in a task while the body waits for a line of standard input that never comes.
  private static func exitWhileReading(_ world: borrowing Communicator) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, dup2(ends[0], 0) == 0 else {
      throw Complaint(description: "there is no pipe")
    }
    var options = WorkerPoolOptions()
    options.slots = 1
    _ = try world.withWorkerPool(
      options: options,
      task: { (number: Int) -> Int in
        // Until the body reads, if it does not already.
        usleep(200_000)
        print("last words")
        exit(0)
      }
    ) { pool in
      _ = pool.submit(0)
      _ = readLine()
    }
  }

  /// Has the root told to end while the task for an input goes on.
  private static func terminate(_ world: borrowing Communicator, at index: Int) throws {
    var options = WorkerPoolOptions()
    options.slots = 1
    _ = try world.withWorkerPool(
      options: options,
      task: { (number: Int) in
        if number == index { sleep(20) }
        return number
      }
    ) { pool in
      var count = 0
      for try await _ in pool.results(of: 0...index) {
        count += 1
        if count == index { kill(getpid(), SIGTERM) }
      }
    }
  }

  /// Tasks that only sleep for a second; says what share of a core this rank has used meanwhile.
  private static func idle(_ world: borrowing Communicator) throws {
    var options = WorkerPoolOptions()
    options.slots = 2
    let slots = 2 * world.size
    // The first pool of a communicator, and MPI's first messages, cost what later ones do not.
    _ = try world.withWorkerPool(options: options, task: { (number: Int) in number }) { pool in
      try await pool.map(0..<slots)
    }
    let begin = (processorSeconds(), Date())
    _ = try world.withWorkerPool(
      options: options,
      task: { (number: Int) in
        usleep(1_000_000)
        return number
      }
    ) { pool in
      try await pool.map(0..<slots)
    }
    let share = (processorSeconds() - begin.0) / Date().timeIntervalSince(begin.1)
    print("share \(share)\n", terminator: "")
  }

  /// The processor time that this process has used.
  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime]
      .reduce(0) { $0 + Double($1.tv_sec) + 1e-6 * Double($1.tv_usec) }
  }
}
