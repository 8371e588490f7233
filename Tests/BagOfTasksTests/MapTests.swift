import BagOfTasks
import Foundation
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct MapTests {
    @Test func valuesComeInTheOrderOfTheInputs() throws {
      let world = try BagOfTasksTests.world()
      let squares = try world.withWorkerPool(task: { (x: Int) in x * x }) { pool in
        try await pool.map(0..<21)
      }
      #expect(squares == (world.rank == 0 ? (0..<21).map { $0 * $0 } : nil))
    }

    @Test func longTasksAtTheBeginningDoNotUpsetTheOrder() throws {
      let world = try BagOfTasksTests.world()
      let values = try world.withWorkerPool(
        task: { (x: Int) in
          if x < 16 { usleep(UInt32(2000 * (16 - x))) }
          return -x
        }
      ) { pool in
        try await pool.map(0..<5000)
      }
      #expect(values == (world.rank == 0 ? (0..<5000).map { -$0 } : nil))
    }

    @Test func aMapOfNothingIsEmpty() throws {
      let world = try BagOfTasksTests.world()
      let values = try world.withWorkerPool(task: { (x: Int) in x }) { pool in
        try await pool.map([])
      }
      #expect(values == (world.rank == 0 ? [] : nil))
    }

    @Test func aPoolThatIsNotUsedEnds() throws {
      let world = try BagOfTasksTests.world()
      let value = try world.withWorkerPool(task: { (x: Int) in x }) { _ in "done" }
      #expect(value == (world.rank == 0 ? "done" : nil))
    }

    @Test func mapsRunAtTheSameTime() throws {
      let world = try BagOfTasksTests.world()
      let sums = try world.withWorkerPool(task: { (x: Int) in 3 * x }) { pool in
        async let a = pool.map(0..<1000)
        async let b = pool.map(stride(from: 10, to: 0, by: -1))
        async let c = pool.map(repeatElement(7, count: 20_000))
        async let d = pool.map(Set(0..<50).sorted())
        return try await [a, b, c, d]
      }
      guard world.rank == 0 else { return }
      #expect(sums?[0] == (0..<1000).map { 3 * $0 })
      #expect(sums?[1] == (1...10).reversed().map { 3 * $0 })
      #expect(sums?[2] == [Int](repeating: 21, count: 20_000))
      #expect(sums?[3] == (0..<50).map { 3 * $0 })
    }

    @Test func mapsFollowOneAnother() throws {
      let world = try BagOfTasksTests.world()
      let sum = try world.withWorkerPool(task: { (x: Int) in x + 1 }) { pool in
        var values = [0, 10, 20]
        for _ in 0..<100 { values = try await pool.map(values) }
        return values
      }
      #expect(sum == (world.rank == 0 ? [100, 110, 120] : nil))
    }

    @Test func aPoolDoesNotRunOutOfCalls() throws {
      let world = try BagOfTasksTests.world()
      // More than a task's id has room for; it takes long, and the number of ranks does not matter.
      let calls = world.size == 1 ? (1 << 24) + 1 : 1000
      let values = try world.withWorkerPool(task: { (number: Int) in number + 1 }) { pool in
        for _ in 0..<calls { _ = try await pool.map([]) }
        return try await pool.map(0..<10)
      }
      #expect(values == (world.rank == 0 ? Array(1...10) : nil))
    }

    @Test func manySwiftTasksSubmit() throws {
      let world = try BagOfTasksTests.world()
      let sum = try world.withWorkerPool(task: { (x: Int) in x * x }) { pool in
        try await withThrowingTaskGroup(of: Int.self) { group in
          for part in 0..<100 {
            group.addTask {
              let handles = (0..<100).map { pool.submit(100 * part + $0) }
              var sum = 0
              for (offset, handle) in handles.enumerated() {
                let value = try await handle.value
                guard value == (100 * part + offset) * (100 * part + offset) else {
                  throw Complaint("another task's value")
                }
                sum += value
              }
              return sum
            }
          }
          return try await group.reduce(0, +)
        }
      }
      #expect(sum == (world.rank == 0 ? (0..<10_000).reduce(0) { $0 + $1 * $1 } : nil))
    }

    @Test func aHandlesIndexCountsSubmissionsAndItsValueCanBeAskedForTwice() throws {
      let world = try BagOfTasksTests.world()
      let isRight = try world.withWorkerPool(task: { (x: Int) in -x }) { pool in
        let handles = (0..<10).map { pool.submit($0) }
        _ = try await pool.map(0..<10)
        let last = pool.submit(99)
        let first = try await handles[0].value
        let again = try await handles[0].value
        let value = try await last.value
        return handles.map(\.index) == Array(0..<10) && last.index == 10
          && first == 0 && again == 0 && value == -99
      }
      #expect(isRight == (world.rank == 0 ? true : nil))
    }

    @Test func whatNobodyAwaitsIsRunAllTheSame() throws {
      let world = try BagOfTasksTests.world()
      let runs = Counter()
      _ = try world.withWorkerPool(task: { (_: Int) in _ = runs.increment() }) { pool in
        for index in 0..<3000 { _ = pool.submit(index) }
      }
      #expect(try world.allReduce(runs.count, .sum) == 3000)
    }

    @Test func inputsThatAreNotInAnArrayAreDrawnInOrder() throws {
      let world = try BagOfTasksTests.world()
      let words = "the quick brown fox jumps over the lazy dog"
      let lengths = try world.withWorkerPool(task: { (word: String) in word.count }) { pool in
        try await pool.map(words.split(separator: " ").lazy.map(String.init))
      }
      #expect(lengths == (world.rank == 0 ? [3, 5, 5, 3, 5, 4, 3, 4, 3] : nil))
    }
  }
}
