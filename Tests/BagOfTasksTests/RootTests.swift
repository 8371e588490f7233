import BagOfTasks
import Foundation
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct RootTests {
    @Test func aRootThatThrowsCancelsWhatIsQueuedAndEveryRankThrows() throws {
      let world = try BagOfTasksTests.world()
      for root in 0..<world.size {
        let runs = Counter()
        do {
          _ = try world.withWorkerPool(
            root: root,
            task: { (number: Int) in
              runs.increment()
              usleep(2000)
            }
          ) { pool in
            for number in 0..<10_000 { _ = pool.submit(number) }
            _ = try await pool.submit(0, priority: 1).value
            throw Complaint("the root has had enough")
          }
          Issue.record("the pool ended well")
        } catch let error as Complaint {
          #expect(world.rank == root)
          #expect(error == Complaint("the root has had enough"))
        } catch let error as TaskBagError {
          #expect(world.rank != root)
          #expect(error.reason == .rootFailed)
          #expect(error.rank == root)
          #expect(error.host == Environment.processorName)
          #expect(error.message == "the root has had enough")
        }
        // The communicator is as good as before.
        let sum = try world.allReduce(runs.count, .sum)
        #expect(sum >= 1 && sum < 10_000)
      }
    }

    @Test func aRootThatThrowsAtOnceRunsNothing() throws {
      let world = try BagOfTasksTests.world()
      let runs = Counter()
      #expect(throws: (any Error).self) {
        try world.withWorkerPool(task: { (_: Int) in _ = runs.increment() }) { _ in
          throw Complaint("no")
        }
      }
      #expect(try world.allReduce(runs.count, .sum) == 0)
      let values = try world.withWorkerPool(task: { (x: Int) in x }) { try await $0.map(0..<9) }
      #expect(values == (world.rank == 0 ? Array(0..<9) : nil))
    }

    @Test func aTasksErrorThatTheBodyLetsThroughEndsThePool() throws {
      let world = try BagOfTasksTests.world()
      do {
        _ = try world.withWorkerPool(
          task: { (number: Int) throws -> Int in
            if number == 3 { throw Complaint("three") }
            return number
          }
        ) { pool in try await pool.map(0..<10) }
        Issue.record("the pool ended well")
      } catch let error as TaskError {
        #expect(world.rank == 0)
        #expect(error.index == 3)
      } catch let error as TaskBagError {
        #expect(world.rank != 0)
        #expect(error.message.contains("three"))
      }
    }

    @Test func aCallThatOutlivesTheBodyIsCancelled() async throws {
      let world = try BagOfTasksTests.world()
      let left = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
        let endless = Task { try await pool.map(sequence(first: 0) { $0 + 1 }) }
        _ = try await pool.map(0..<100)
        return endless
      }
      // The pool has ended, although the call would never have.
      guard let left else { return }
      await #expect(throws: CancellationError.self) { try await left.value }
    }

    @Test func everyRankCanBeTheRoot() throws {
      let world = try BagOfTasksTests.world()
      let rank = world.rank
      for root in 0..<world.size {
        let values = try world.withWorkerPool(
          root: root, task: { (number: Int) in 10 * number }
        ) { pool in
          try await pool.map(0..<100).map { $0 + rank }
        }
        #expect(values == (rank == root ? (0..<100).map { 10 * $0 + root } : nil))
      }
    }

    @Test func aRootThatDoesNotWorkRunsNoTaskUnlessItIsAlone() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.rootWorks = false
      let runs = Counter()
      let root = world.size - 1
      let ranks = try world.withWorkerPool(
        root: root, options: options, task: { (number: Int) in runs.increment() }
      ) { pool in
        _ = try await pool.map(0..<2000)
        return pool.statistics.ranks
      }
      #expect(try world.allReduce(runs.count, .sum) == 2000)
      #expect(world.rank != root || world.size == 1 || runs.count == 0)
      guard let ranks else { return }
      #expect(ranks[root].slots == 0 || world.size == 1)
      #expect(ranks[root].tasks == (world.size == 1 ? 2000 : 0))
    }
  }
}
