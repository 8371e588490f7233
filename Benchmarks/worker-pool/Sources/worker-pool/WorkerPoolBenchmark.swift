import BagOfTasks
import Foundation
import MPI

/// Measures a `WorkerPool` and prints `NAME NUMBER…` lines on rank 0.
///
///     worker-pool rates    tasks that do nothing, as rival.py measures them
///     worker-pool cost     what a task costs all and the root, with only the other ranks working
///     worker-pool load TASKS MICROSECONDS SLOTS [BATCH]
///                          the wall time of tasks that sleep, for Benchmarks/root-load
@main
struct WorkerPoolBenchmark {
  static func main() {
    let verb = CommandLine.arguments.dropFirst().first ?? "rates"
    withMPI(threads: .funneled) { world in
      if world.rank == 0 {
        print("#", Environment.libraryName, "on \(world.size) ranks")
      }
      switch verb {
      case "cost": try measureCost(world)
      case "load": try load(world, CommandLine.arguments.dropFirst(2).compactMap { Int($0) })
      default: try measureRates(world)
      }
    }
  }

  /// The rates with a worker on rank 1 alone, as mpi4py.futures has it, and with all cores, as is usual.
  static func measureRates(_ world: borrowing Communicator) throws {
    var one = WorkerPoolOptions()
    one.slots = 1
    one.rootWorks = false
    try measureRates(world, one, suffix: "")
    try measureRates(world, WorkerPoolOptions(), suffix: "-usual")
  }

  static func measureRates(
    _ world: borrowing Communicator, _ options: WorkerPoolOptions, suffix: String
  ) throws {
    var single = options
    single.maximumBatch = 1
    let identity: @Sendable (Int) -> Int = { $0 }

    let unbatched = try world.withWorkerPool(options: single, task: identity) { pool in
      _ = try await tasksPerSecond(pool, 1_000)
      return try await tasksPerSecond(pool, 100_000)
    }
    let batched = try world.withWorkerPool(options: options, task: identity) { pool in
      _ = try await tasksPerSecond(pool, 1_000)
      return try await tasksPerSecond(pool, 2_000_000)
    }
    let roundTrip = try world.withWorkerPool(options: options, task: identity) { pool in
      _ = try await microsecondsPerRoundTrip(pool, 100)
      return try await microsecondsPerRoundTrip(pool, 2_000)
    }
    guard let unbatched, let batched, let roundTrip else { return }
    print("single\(suffix)", unbatched)
    print("batches\(suffix)", batched)
    print("round-trip\(suffix)", roundTrip)
  }

  static func tasksPerSecond(_ pool: WorkerPool<Int, Int>, _ tasks: Int) async throws -> Double {
    let start = ContinuousClock.now
    let results = try await pool.map(0..<tasks)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    precondition(results.elementsEqual(0..<tasks), "the results are not the inputs")
    return Double(tasks) / seconds
  }

  static func microsecondsPerRoundTrip(
    _ pool: WorkerPool<Int, Int>, _ tasks: Int
  ) async throws -> Double {
    let start = ContinuousClock.now
    for input in 0..<tasks {
      let output = try await pool.submit(input).value
      precondition(output == input, "the result is not the input")
    }
    return (ContinuousClock.now - start) / .microseconds(tasks)
  }

  /// Wall time and processor time of the root for each task, for tasks of different length.
  static func measureCost(_ world: borrowing Communicator) throws {
    var options = WorkerPoolOptions()
    options.slots = 1
    options.rootWorks = false
    var single = options
    single.maximumBatch = 1
    let turns = Work.turnsPerMicrosecond()
    try measureCost(world, single, "cost-alone", turns: 0, tasks: 200_000)
    try measureCost(world, options, "cost-0", turns: 0, tasks: 1_000_000)
    try measureCost(world, options, "cost-1", turns: Int(turns), tasks: 500_000)
    try measureCost(world, options, "cost-100", turns: Int(100 * turns), tasks: 10_000)
  }

  static func measureCost(
    _ world: borrowing Communicator, _ options: WorkerPoolOptions, _ name: String, turns: Int,
    tasks: Int
  ) throws {
    let cost = try world.withWorkerPool(options: options, task: Work.turn) { pool in
      // Until then ranks are still coming, and the pool does not know how long a task takes.
      _ = try await pool.map(repeatElement(turns, count: tasks / 10))
      let (start, processor) = (ContinuousClock.now, processorSeconds())
      _ = try await pool.map(repeatElement(turns, count: tasks))
      let wall = (ContinuousClock.now - start) / .microseconds(tasks)
      return (wall: wall, root: (processorSeconds() - processor) * 1e6 / Double(tasks))
    }
    if let cost { print(name, cost.wall, cost.root) }
  }

  /// Tasks that sleep: ranks that share a core then work as if they had cores of their own.
  static func load(_ world: borrowing Communicator, _ numbers: [Int]) throws {
    precondition(numbers.count >= 3, "load wants tasks, microseconds, and the slots of a rank")
    var options = WorkerPoolOptions()
    if numbers.count > 3 { options.maximumBatch = numbers[3] }
    options.slots = numbers[2]
    options.rootWorks = false
    let wall = try world.withWorkerPool(
      options: options, task: { (time: Int) in if time > 0 { usleep(UInt32(time)) } }
    ) { pool in
      let start = ContinuousClock.now
      for try await _ in pool.results(of: repeatElement(numbers[1], count: numbers[0])) {}
      return (ContinuousClock.now - start) / .seconds(1)
    }
    if let wall { print("load", wall) }
  }
}
