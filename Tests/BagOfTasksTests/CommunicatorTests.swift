import BagOfTasks
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct CommunicatorTests {
    @Test func everyPartOfASplitHasAPoolOfItsOwn() throws {
      let world = try BagOfTasksTests.world()
      let color = world.rank % 2
      guard let part = try world.split(color: color, key: -world.rank) else {
        Issue.record("a rank with a color got no communicator")
        return
      }
      let runs = Counter()
      let root = part.size - 1
      let values = try part.withWorkerPool(
        root: root,
        task: { (number: Int) in
          runs.increment()
          return number + 1000 * color
        }
      ) { pool in
        try await pool.map(0..<500 + color)
      }
      #expect(values == (part.rank == root ? (0..<500 + color).map { $0 + 1000 * color } : nil))
      #expect(try part.allReduce(runs.count, .sum) == 500 + color)
      // And all of them together again.
      let sum = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
        try await pool.map(0..<100).reduce(0, +)
      }
      #expect(sum == (world.rank == 0 ? 4950 : nil))
    }

    @Test func ranksWithoutAPartAreNotInvolved() throws {
      let world = try BagOfTasksTests.world()
      let part = try world.split(color: world.rank == 0 && world.size > 1 ? nil : 1)
      let runs = Counter()
      var values: [Int]?
      if let part {
        values = try part.withWorkerPool(
          task: { (number: Int) in
            runs.increment()
            return -number
          }
        ) { pool in
          try await pool.map(0..<300)
        }
      }
      #expect(values == (world.rank == min(1, world.size - 1) ? (0..<300).map { -$0 } : nil))
      #expect(try world.allReduce(runs.count, .sum) == 300)
    }

    @Test func aSingleRankHasAPoolOfThreads() throws {
      _ = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 4
      let values = try Communicator.solo.withWorkerPool(
        options: options, task: { (number: Int) in number * number }
      ) { pool in
        try await pool.map(0..<10_000)
      }
      #expect(values == (0..<10_000).map { $0 * $0 })
    }

    @Test func thePoolsMessagesDoNotMeetTheUsers() throws {
      let world = try BagOfTasksTests.world()
      let right = (world.rank + 1) % world.size
      let left = (world.rank + world.size - 1) % world.size
      // Sent before the pool, received behind it, and a receive for anything that is open meanwhile.
      let early = try world.immediateSend([world.rank, -1], to: right, tag: 1)
      let late = try world.immediateReceive(Int.self, count: 2, from: nil, tag: 2)
      for _ in 0..<3 {
        let values = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
          try await pool.map(0..<1000)
        }
        #expect(values == (world.rank == 0 ? Array(0..<1000) : nil))
      }
      #expect(try world.receiveArray(of: Int.self, from: nil, tag: 1) == [left, -1])
      _ = try early.wait()
      let send = try world.immediateSend([world.rank, -2], to: right, tag: 2)
      #expect(try late.wait().array == [left, -2])
      _ = try send.wait()
    }

    @Test func ranksMayHaveDifferentNumbersOfSlots() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = world.rank + 1
      let ranks = try world.withWorkerPool(options: options, task: { (number: Int) in number }) {
        pool in
        guard try await pool.map(0..<5000) == Array(0..<5000) else { throw Complaint("wrong") }
        return pool.statistics.ranks
      }
      if let ranks { #expect(ranks.map(\.slots) == Array(1...world.size)) }
    }

    @Test func everySlotOfEveryRankIsUsed() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 2
      let count = 2 * world.size
      let gate = try Gate(world)
      defer { if world.rank == 0 { gate.remove() } }
      // All wait until the last has been started, so that each has a slot to itself.
      let meeting = try (0..<count).map { _ in try Gate(world) }
      defer { if world.rank == 0 { for gate in meeting { gate.remove() } } }
      let ranks = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          try meeting[number].open()
          for gate in meeting { try gate.wait() }
        }
      ) { pool in
        _ = try await pool.map(0..<count)
        return pool.statistics.ranks
      }
      if let ranks { #expect(ranks.map(\.tasks) == [Int](repeating: 2, count: world.size)) }
    }
  }
}
