import BagOfTasks
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct CompletenessTests {
    private nonisolated static let count = 1_000_000

    @Test func aMillionTasksOfRandomLengthAreEachRunOnceAndInOrder() throws {
      let world = try BagOfTasksTests.world()
      let runs = Counter()
      let numbers = Counter()
      let wrong = try world.withWorkerPool(
        task: { (number: Int) in
          runs.increment()
          numbers.add(number)
          return Work.run(number)
        }
      ) { pool in
        let values = try await pool.map(0..<Self.count)
        guard values.count == Self.count else { return -1 }
        return values.indices.count { values[$0] != Work.run($0) }
      }
      #expect(wrong == (world.rank == 0 ? 0 : nil))
      #expect(try world.allReduce(runs.count, .sum) == Self.count)
      #expect(try world.allReduce(numbers.count, .sum) == Self.count * (Self.count - 1) / 2)
    }

    @Test func aMillionResultsComeOnceEachFromSeveralSlotsARank() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 3
      let runs = Counter()
      let problem = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          runs.increment()
          return Work.run(number)
        }
      ) { pool in
        var isThere = [Bool](repeating: false, count: Self.count)
        for try await result in pool.results(of: 0..<Self.count) {
          guard isThere.indices.contains(result.index) else { return "\(result.index) is none" }
          if isThere[result.index] { return "\(result.index) came twice" }
          isThere[result.index] = true
          if try result.get() != Work.run(result.index) { return "\(result.index) is wrong" }
        }
        return isThere.allSatisfy { $0 } ? "" : "some did not come"
      }
      #expect(problem == (world.rank == 0 ? "" : nil))
      #expect(try world.allReduce(runs.count, .sum) == Self.count)
    }

    @Test(arguments: [1, 7]) func messagesOfFewTasksLoseNone(maximumBatch: Int) throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.maximumBatch = maximumBatch
      options.slots = 2
      let runs = Counter()
      let values = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          runs.increment()
          return Work.run(number)
        }
      ) { pool in
        try await pool.map(0..<20_000)
      }
      #expect(values == (world.rank == 0 ? (0..<20_000).map { Work.run($0) } : nil))
      #expect(try world.allReduce(runs.count, .sum) == 20_000)
    }

    @Test func resultsComeAsTheyAreDone() throws {
      let world = try BagOfTasksTests.world()
      let gate = try Gate(world)
      defer { if world.rank == 0 { gate.remove() } }
      var options = WorkerPoolOptions()
      options.slots = 2
      let indices: [Int]? = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          // The first waits for what comes after it.
          if number == 0 { try gate.wait() }
          return number
        }
      ) { pool in
        var indices: [Int] = []
        for try await result in pool.results(of: 0..<500) {
          guard try result.get() == result.index else { return [] }
          indices.append(result.index)
          if indices.count == 100 { try gate.open() }
        }
        return indices
      }
      guard let indices else { return }
      #expect(indices.sorted() == Array(0..<500))
      #expect(indices.firstIndex(of: 0).map { $0 >= 100 } == true)
    }

    @Test func whatIsBehindALongTaskIsRunElsewhere() throws {
      let world = try BagOfTasksTests.world()
      let rank = world.rank
      let last = world.size - 1
      let count = 50_000
      let gate = try Gate(world)
      defer { if rank == 0 { gate.remove() } }
      var options = WorkerPoolOptions()
      options.slots = 1
      let stuck = Counter()
      let numbers = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          // By then its rank has many in store, because they are short.
          if last > 0 && rank == last && number >= 1000 && stuck.increment() == 0 {
            try gate.wait()
          }
          return number
        }
      ) { pool in
        var numbers: [Int] = []
        for try await result in pool.results(of: 0..<count) {
          numbers.append(try result.get())
          if numbers.count == count - 1 { try gate.open() }
        }
        return numbers.sorted()
      }
      #expect(numbers == (rank == 0 ? Array(0..<count) : nil))
    }

    @Test func whatIsBehindALongTaskIsRunByTheOtherSlot() throws {
      _ = try BagOfTasksTests.world()
      let solo = Communicator.solo
      let count = 50_000
      let gate = try Gate(solo)
      defer { gate.remove() }
      var options = WorkerPoolOptions()
      options.slots = 2
      let numbers = try solo.withWorkerPool(
        options: options,
        task: { (number: Int) in
          if number == 20_000 { try gate.wait() }
          return number
        }
      ) { pool in
        var numbers: [Int] = []
        for try await result in pool.results(of: 0..<count) {
          numbers.append(try result.get())
          if numbers.count == count - 1 { try gate.open() }
        }
        return numbers.sorted()
      }
      #expect(numbers == Array(0..<count))
    }
  }
}
