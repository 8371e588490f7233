import BagOfTasks
import Foundation
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct CancelTests {
    /// What became of submitted tasks.
    struct Ends: Sendable, Equatable {
      var values: [Int] = []
      var cancelled: [Int] = []

      mutating func await(_ handles: [TaskHandle<Int>]) async throws {
        for handle in handles {
          do {
            values.append(try await handle.value)
          } catch is CancellationError {
            cancelled.append(handle.index)
          }
        }
      }
    }

    private static var oneSlot: WorkerPoolOptions {
      var options = WorkerPoolOptions()
      options.slots = 1
      return options
    }

    @Test func aTaskThatIsCancelledBeforeItsStartIsNotRun() throws {
      let world = try BagOfTasksTests.world()
      let gate = try Gate(world)
      defer { if world.rank == 0 { gate.remove() } }
      let runs = Counter()
      let ends = try world.withWorkerPool(
        options: Self.oneSlot,
        task: { (number: Int) in
          runs.increment()
          try gate.wait()
          return number
        }
      ) { pool in
        let handles = (0..<2000).map { pool.submit($0) }
        // There are fewer slots, and whoever has one waits.
        for handle in handles[1000...] { handle.cancel() }
        var ends = Ends()
        try await ends.await(Array(handles[1000...]))
        try gate.open()
        try await ends.await(Array(handles[..<1000]))
        // Too late, and without effect.
        handles[0].cancel()
        ends.values.append(try await handles[0].value)
        return ends
      }
      #expect(try world.allReduce(runs.count, .sum) == 1000)
      guard let ends else { return }
      #expect(ends.values == Array(0..<1000) + [0])
      #expect(ends.cancelled == Array(1000..<2000))
    }

    @Test func manyHandlesCanBeCancelledOneByOneInAnyOrder() throws {
      let world = try BagOfTasksTests.world()
      let gate = try Gate(world)
      defer { if world.rank == 0 { gate.remove() } }
      let count = 30_000
      // Slots, and what they may set aside, have some of the first thousand.
      let first = 1000
      let runs = Counter()
      let ends = try world.withWorkerPool(
        options: Self.oneSlot,
        task: { (number: Int) in
          runs.increment()
          try gate.wait()
          return number
        }
      ) { pool in
        let handles = (0..<count).map { pool.submit($0) }
        let rest = handles[first...]
        let middle = rest.startIndex + rest.count / 2
        for handle in rest[..<middle] { handle.cancel() }
        for handle in rest[middle...].reversed() { handle.cancel() }
        var ends = Ends()
        try await ends.await(Array(rest))
        try gate.open()
        try await ends.await(Array(handles[..<first]))
        return ends
      }
      #expect(try world.allReduce(runs.count, .sum) == first)
      guard let ends else { return }
      #expect(ends.values == Array(0..<first))
      #expect(ends.cancelled == Array(first..<count))
    }

    @Test func cancelAllLeavesWhatHasBeenStarted() throws {
      let world = try BagOfTasksTests.world()
      let gate = try Gate(world)
      let started = try Gate(world)
      defer {
        if world.rank == 0 {
          gate.remove()
          started.remove()
        }
      }
      let runs = Counter()
      let ends = try world.withWorkerPool(
        options: Self.oneSlot,
        task: { (number: Int) in
          runs.increment()
          if number == 0 { try started.open() }
          try gate.wait()
          return number
        }
      ) { pool in
        let handles = (0..<500).map { pool.submit($0) }
        while !started.isOpen { try await Task.sleep(for: .milliseconds(1)) }
        pool.cancelAll()
        // A rank may hear of it late, and must not be let on before: one task a rank can have been started.
        var cancelled = 0
        try await withThrowingTaskGroup { group in
          for handle in handles {
            group.addTask {
              var ends = Ends()
              try await ends.await([handle])
              return !ends.cancelled.isEmpty
            }
          }
          for try await isCancelled in group {
            if isCancelled { cancelled += 1 }
            if cancelled == handles.count - pool.statistics.ranks.count { try gate.open() }
          }
        }
        var ends = Ends()
        try await ends.await(handles)
        // The pool goes on.
        ends.values.append(try await pool.submit(1000).value)
        return ends
      }
      let sum = try world.allReduce(runs.count, .sum)
      #expect(sum <= world.size + 1)
      guard let ends else { return }
      #expect(ends.values.count == sum)
      #expect(ends.values.first == 0)
      #expect(ends.values.last == 1000)
      #expect(ends.cancelled.count == 501 - sum)
    }

    @Test(arguments: [100_000, Int.max])
    func aSwiftTaskThatIsCancelledEndsItsMap(count: Int) throws {
      let world = try BagOfTasksTests.world()
      let runs = Counter()
      let isRight = try world.withWorkerPool(
        task: { (number: Int) in
          runs.increment()
          usleep(1000)
          return number
        }
      ) { pool in
        let map = Task { try await pool.map(0..<count) }
        _ = try await pool.submit(0).value
        map.cancel()
        do {
          _ = try await map.value
          return false
        } catch is CancellationError {}
        return try await pool.map(0..<20) == Array(0..<20)
      }
      #expect(isRight == (world.rank == 0 ? true : nil))
      #expect(try world.allReduce(runs.count, .sum) < 100_000)
    }

    @Test func aSwiftTaskThatIsCancelledEndsItsResults() throws {
      let world = try BagOfTasksTests.world()
      let isRight = try world.withWorkerPool(
        task: { (number: Int) in
          usleep(500)
          return number
        }
      ) { pool in
        let loop = Task {
          var count = 0
          for try await _ in pool.results(of: 0...) {
            count += 1
            if count == 20 { withUnsafeCurrentTask { $0?.cancel() } }
          }
        }
        do {
          try await loop.value
          return false
        } catch is CancellationError {
          return true
        }
      }
      #expect(isRight == (world.rank == 0 ? true : nil))
    }

    @Test func aMapThatTheBodyDoesNotAwaitIsCancelled() throws {
      let world = try BagOfTasksTests.world()
      let value = try world.withWorkerPool(
        task: { (number: Int) in
          usleep(500)
          return number
        }
      ) { pool in
        // Endless; Swift cancels it, and waits for it, at the end of its scope.
        async let _ = pool.map(0...)
        return try await pool.submit(3).value
      }
      #expect(value == (world.rank == 0 ? 3 : nil))
    }

    @Test func cancelAllEndsMapsAndResults() throws {
      let world = try BagOfTasksTests.world()
      let isRight = try world.withWorkerPool(
        task: { (number: Int) in
          usleep(500)
          return number
        }
      ) { pool in
        async let map = pool.map(0...)
        var counts = (values: 0, cancelled: 0)
        var canceller: Task<Void, Never>?
        for try await result in pool.results(of: 0...) {
          do {
            _ = try result.get()
            counts.values += 1
          } catch is CancellationError {
            counts.cancelled += 1
          }
          guard counts.values >= 20, canceller == nil else { continue }
          canceller = Task {
            // More than once, for the map may not have begun.
            while !Task.isCancelled {
              pool.cancelAll()
              try? await Task.sleep(for: .milliseconds(10))
            }
          }
        }
        do {
          _ = try await map
          return false
        } catch is CancellationError {}
        canceller?.cancel()
        return counts.values >= 20 && counts.cancelled > 0
      }
      #expect(isRight == (world.rank == 0 ? true : nil))
    }

    @Test func leavingALoopOverResultsCancelsTheRest() throws {
      let world = try BagOfTasksTests.world()
      let runs = Counter()
      let isRight = try world.withWorkerPool(
        task: { (number: Int) in
          runs.increment()
          usleep(1000)
          return number
        }
      ) { pool in
        for round in 0..<3 {
          var count = 0
          for try await result in pool.results(of: 0..<100_000) {
            guard try result.get() == result.index else { return false }
            count += 1
            if count == 10 + round { break }
          }
        }
        return try await pool.map(0..<20) == Array(0..<20)
      }
      #expect(isRight == (world.rank == 0 ? true : nil))
      #expect(try world.allReduce(runs.count, .sum) < 100_000)
    }

    @Test func resultsThatNobodyAsksForRunNothing() throws {
      let world = try BagOfTasksTests.world()
      let runs = Counter()
      _ = try world.withWorkerPool(task: { (_: Int) in _ = runs.increment() }) { pool in
        _ = pool.results(of: 0...)
      }
      #expect(try world.allReduce(runs.count, .sum) == 0)
    }
  }
}
