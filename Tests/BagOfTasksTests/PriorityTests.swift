import BagOfTasks
import Foundation
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct PriorityTests {
    /// The place of a task among those that its rank ran.
    struct Place: Codable, Sendable {
      var rank: Int
      var number: Int
    }

    private static var oneSlot: WorkerPoolOptions {
      var options = WorkerPoolOptions()
      options.slots = 1
      return options
    }

    @Test func aLaterTaskOfGreaterPriorityIsRunFirst() throws {
      let world = try BagOfTasksTests.world()
      let rank = world.rank
      let gate = try Gate(world)
      defer { if rank == 0 { gate.remove() } }
      let runs = Counter()
      let place = try world.withWorkerPool(
        options: Self.oneSlot,
        task: { (_: Int) in
          try gate.wait()
          return Place(rank: rank, number: runs.increment())
        }
      ) { pool in
        let low = (0..<2000).map { pool.submit($0) }
        let high = pool.submit(2000, priority: 1)
        try gate.open()
        let place = try await high.value
        for handle in low { _ = try await handle.value }
        return place
      }
      // Only what its rank already had can come before it, which is little while tasks are slow.
      if let place { #expect(place.number <= 10) }
    }

    @Test func tasksRunInTheOrderOfTheirPriorities() throws {
      _ = try BagOfTasksTests.world()
      let solo = Communicator.solo
      let gate = try Gate(solo)
      defer { gate.remove() }
      let runs = Counter()
      let places = try solo.withWorkerPool(
        options: Self.oneSlot,
        task: { (_: Int) in
          try gate.wait()
          return runs.increment()
        }
      ) { pool in
        let handles = (0..<100).map { pool.submit($0, priority: $0 % 5 - 2) }
        let last = pool.submit(100, priority: -3)
        let first = (0..<20).map { _ in pool.submit(101, priority: 3) }
        try gate.open()
        var places: [[Int]] = [[], []]
        for handle in handles { places[0].append(try await handle.value) }
        for handle in first { places[1].append(try await handle.value) }
        return try await places + [[last.value]]
      }
      guard let places else {
        Issue.record("there is no value on a single rank")
        return
      }
      // The first tasks were at a slot, or close to one, before there were others to choose from.
      let early = 10
      for (index, place) in places[0].enumerated() where index >= early {
        let greater = 4 - index % 5
        #expect(place >= 20 + 20 * greater - early && place < 20 * (greater + 2) + early)
      }
      #expect(places[1].allSatisfy { $0 < 20 + early })
      #expect(places[2] == [120])
    }
  }
}
