import MPI
import Testing

extension MPITests {
  @Suite struct BytesTests {
    /// A struct with padding inside and, as an array's element, behind.
    struct Particle: BitwiseCopyable, Equatable {
      var kind: UInt8
      var position: SIMD3<Double>
      var charge: Float
    }

    func particle(_ rank: Int) -> Particle {
      Particle(kind: UInt8(rank), position: [0.5, Double(rank), -1], charge: Float(rank) / 2)
    }

    @Test(.enabled(if: MPITests.hasNeighbour)) func structsArriveAsTheyWere() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      try world.sendBytes(of: particle(world.rank), to: right)
      #expect(try world.receiveBytes(as: Particle.self, from: left) == particle(left))

      let pair = [particle(world.rank), particle(9)]
      try world.sendBytes(of: pair.span, to: right)
      var received = [Particle](repeating: particle(0), count: 3)
      var span = received.mutableSpan
      let status = try world.receiveBytes(into: &span, from: left)
      #expect(status.countBytes(of: Particle.self) == 2)
      #expect(received == [particle(left), particle(9), particle(0)])

      try world.sendBytes(of: pair, to: right)
      #expect(
        try world.receiveBytes(asArrayOf: Particle.self, from: left) == [
          particle(left), particle(9),
        ])
    }

    @Test func structsAreExchanged() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      let mine = particle(world.rank)
      #expect(try world.sendReceiveBytes(of: mine, to: right, from: left) == particle(left))
      let nowhere = Communicator.nullRank
      #expect(try world.sendReceiveBytes(of: mine, to: nowhere, from: nowhere) == mine)
      let pair = [mine, particle(9)]
      var received = [Particle](repeating: particle(0), count: 3)
      var span = received.mutableSpan
      let status = try world.sendReceiveBytes(
        of: pair.span, to: right, into: &span, from: left)
      #expect(status.countBytes(of: Particle.self) == 2)
      #expect(received == [particle(left), particle(9), particle(0)])
    }

    @Test func structsTravelInRequests() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      let room = MessageBuffer(repeating: particle(0), count: 3)
      let receive = try world.immediateReceiveBytes(into: room, from: left)
      let send = try world.immediateSendBytes(
        of: MessageBuffer([particle(world.rank), particle(3)]), to: right)
      #expect(try receive.wait().array == [particle(left), particle(3)])
      #expect(try send.wait().buffer.count == 2)
    }

    @Test func structsAreBroadcastGatheredAndScattered() throws {
      let world = try MPITests.world()
      let all = (0..<world.size).map(particle)
      for root in 0..<world.size {
        let isRoot = world.rank == root
        #expect(try world.broadcastBytes(of: particle(world.rank), root: root) == particle(root))
        #expect(try world.gatherBytes(of: particle(world.rank), root: root) == (isRoot ? all : nil))
        #expect(try world.scatterBytes(of: isRoot ? all : nil, root: root) == particle(world.rank))
      }
      #expect(try world.allGatherBytes(of: particle(world.rank)) == all)
    }
  }
}
