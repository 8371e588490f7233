import MPI
import Testing

extension MPITests {
  @Suite struct BroadcastTests {
    @Test func everyRankGetsTheRootsScalar() throws {
      let world = try MPITests.world()
      for root in 0..<world.size {
        #expect(try world.broadcast(world.rank * 10, root: root) == root * 10)
        #expect(try world.broadcast(world.rank == root, root: root))
        #expect(try world.broadcast(Double(world.rank) - 0.25, root: root) == Double(root) - 0.25)
      }
    }

    @Test func everyRankGetsTheRootsArrayWhateverItsOwnLength() throws {
      let world = try MPITests.world()
      for root in 0..<world.size {
        let mine = [Int32](repeating: Int32(world.rank), count: world.rank)
        #expect(
          try world.broadcast(mine, root: root) == [Int32](repeating: Int32(root), count: root))
      }
    }

    @Test func everyRankGetsTheRootsSpan() throws {
      let world = try MPITests.world()
      for root in 0..<world.size {
        var values = [Float(world.rank), 0.5]
        var span = values.mutableSpan
        try world.broadcast(&span, root: root)
        #expect(values == [Float(root), 0.5])
      }
    }

    @Test func noRankPassesABarrierBeforeTheLastHasCome() throws {
      let world = try MPITests.world()
      // The last rank sends before it comes to the barrier; so rank 0 finds a message behind it.
      if world.rank == world.size - 1, world.size > 1 { try world.send(1, to: 0, tag: 3) }
      try world.barrier()
      if world.rank == 0, world.size > 1 {
        #expect(try world.receive(Int.self, from: world.size - 1, tag: 3) == 1)
      }
      let request = try world.immediateBarrier()
      #expect(try request.wait().array.isEmpty)
    }
  }
}
