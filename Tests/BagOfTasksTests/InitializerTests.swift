import BagOfTasks
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct InitializerTests {
    struct Table: Codable, Sendable, Equatable {
      var name: String
      var values: [Double]
    }

    @Test func theRootsValueIsEveryTasksState() throws {
      let world = try BagOfTasksTests.world()
      let table = Table(name: "roots", values: (0..<1000).map { Double($0).squareRoot() })
      let root = world.size - 1
      let rank = world.rank
      let calls = Counter()
      let answers = try world.withWorkerPool(
        root: root, sharing: rank == root ? table : nil,
        initializer: { (shared: Table) in
          calls.increment()
          return (shared, rank)
        },
        task: { (index: Int, state: (Table, Int)) in
          [state.0.name == "roots" ? 1 : 0, state.0.values[index], state.1 == rank ? 1 : 0]
        }
      ) { pool in
        try await pool.map(0..<1000)
      }
      #expect(calls.count == 1)
      #expect(answers == (rank == root ? table.values.map { [1, $0, 1] } : nil))
    }

    @Test func aTaskWithAStateMayReturnNothing() throws {
      let world = try BagOfTasksTests.world()
      let sum = Counter()
      _ = try world.withWorkerPool(
        sharing: world.rank == 0 ? 5 : nil, initializer: { (step: Int) in step },
        task: { (number: Int, step: Int) in sum.add(step * number) }
      ) { pool in
        try await pool.map(1...100)
      }
      #expect(try world.allReduce(sum.count, .sum) == 5 * 5050)
    }

    @Test func anInitializerThatThrowsOnOneRankEndsThePoolOnAll() throws {
      let world = try BagOfTasksTests.world()
      let rank = world.rank
      for failing in 0..<world.size {
        let runs = Counter()
        do {
          _ = try world.withWorkerPool(
            sharing: 1,
            initializer: { (shared: Int) in
              if rank == failing { throw Complaint("no table on rank \(rank)") }
              return shared
            },
            task: { (_: Int, _: Int) in _ = runs.increment() }
          ) { pool in
            runs.increment()
            return try await pool.map(0..<100).count
          }
          Issue.record("the pool was opened")
        } catch let error as TaskBagError {
          #expect(error.reason == .unable)
          #expect(error.rank == failing)
          #expect(error.host == Environment.processorName)
          #expect(error.message == "no table on rank \(failing)")
        }
        #expect(try world.allReduce(runs.count, .sum) == 0)
      }
    }

    /// Can be encoded everywhere, and decoded nowhere.
    struct OneWay: Codable, Sendable {
      var text = "one way"

      init() {}
      init(from decoder: any Decoder) throws { throw Complaint("no way back") }
    }

    @Test func aSharedValueThatCannotBeDecodedEndsThePoolOnAllRanks() throws {
      let world = try BagOfTasksTests.world()
      let runs = Counter()
      do {
        _ = try world.withWorkerPool(
          sharing: OneWay(), initializer: { (shared: OneWay) in shared },
          task: { (_: Int, _: OneWay) in _ = runs.increment() }
        ) { pool in
          try await pool.map(0..<100).count
        }
        // The root decodes nothing.
        #expect(world.size == 1)
      } catch let error as TaskBagError {
        #expect(error.reason == .unable)
        #expect(error.rank > 0)
        #expect(error.message.contains("no way back"))
      }
      #expect(try world.allReduce(runs.count, .sum) == (world.size == 1 ? 100 : 0))
    }

    @Test func whatAnInitializerThrowsMayBeAnErrorOfMPI() throws {
      let world = try BagOfTasksTests.world()
      let rank = world.rank
      let failing = world.size - 1
      do {
        _ = try world.withWorkerPool(
          sharing: 1,
          initializer: { (shared: Int) in
            if rank == failing { try Communicator.solo.send(1, to: 0, tag: -1) }
            return shared
          },
          task: { (number: Int, _: Int) in number }
        ) { pool in
          try await pool.map(0..<100)
        }
        Issue.record("the pool was opened")
      } catch let error as TaskBagError {
        #expect(error.reason == .unable)
        #expect(error.rank == failing)
        #expect(error.message.contains("MPI_Send"))
      }
    }

    @Test func allInitializersMayThrow() throws {
      let world = try BagOfTasksTests.world()
      #expect(throws: TaskBagError.self) {
        _ = try world.withWorkerPool(
          sharing: 1, initializer: { (_: Int) throws -> Int in throw Complaint("nowhere") },
          task: { (number: Int, _: Int) in number }
        ) { pool in
          try await pool.map(0..<100)
        }
      }
    }

    @Test func aSharedValueThatCannotBeEncodedIsAnErrorOnAllRanks() throws {
      let world = try BagOfTasksTests.world()
      do {
        _ = try world.withWorkerPool(
          sharing: Stubborn(), initializer: { $0 }, task: { (number: Int, _: Stubborn) in number }
        ) { pool in
          try await pool.map(0..<100)
        }
        Issue.record("the pool was opened")
      } catch let error as TaskBagError {
        #expect(world.rank != 0)
        #expect(error.reason == .rootFailed)
        #expect(error.rank == 0)
      } catch {
        #expect(world.rank == 0)
        #expect("\(error)".contains("is not to be encoded"))
      }
    }
  }
}
