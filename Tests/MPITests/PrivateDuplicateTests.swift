import MPI
import Testing

extension MPITests {
  @Suite struct PrivateDuplicateTests {
    @Test(.enabled(if: MPITests.hasNeighbour)) func itsMessagesDoNotMeetThoseOfTheCommunicator()
      throws
    {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      let hidden = try world.privateDuplicate()
      #expect(hidden.rank == world.rank)
      #expect(hidden.size == world.size)
      try hidden.send(1, to: right)
      try world.send(2, to: right)
      #expect(try world.receive(Int.self, from: nil) == 2)
      #expect(try hidden.receive(Int.self, from: left) == 1)
    }

    @Test(.enabled(if: MPITests.hasNeighbour)) func everyCallGivesTheSameOne() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      try world.privateDuplicate().send(3, to: right)
      #expect(try world.privateDuplicate().receive(Int.self, from: left) == 3)
    }

    @Test func aMillionCallsUseUpNothing() throws {
      let world = try MPITests.world()
      // More than either library has room for, if each made a communicator.
      for _ in 0..<1_000_000 {
        let size = try world.privateDuplicate().size
        guard size == world.size else {
          Issue.record("a duplicate has another size")
          return
        }
      }
    }

    @Test(.enabled(if: MPITests.hasNeighbour)) func aDuplicateOfTheCommunicatorHasAnother() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      let hidden = try world.privateDuplicate()
      let copy = try world.duplicate()
      let hiddenOfCopy = try copy.privateDuplicate()
      try hidden.send(1, to: right)
      try hiddenOfCopy.send(2, to: right)
      #expect(try hiddenOfCopy.receive(Int.self, from: left) == 2)
      #expect(try hidden.receive(Int.self, from: left) == 1)
      try copy.free()
    }

    @Test func itIsFreedWithItsCommunicator() throws {
      _ = try MPITests.world()
      // More than MPICH has room for at a time, which is 2048.
      for turn in 0..<3000 {
        let copy = try Communicator.solo.duplicate()
        #expect(try copy.privateDuplicate().size == 1)
        if turn % 2 == 0 { try copy.free() }
      }
    }

    @Test func aPartHasOneAndIsFreedWithOrWithout() throws {
      let world = try MPITests.world()
      for turn in 0..<50 {
        guard let half = try world.split(color: world.rank % 2) else {
          Issue.record("a rank with a color got no communicator")
          return
        }
        if turn % 4 != 0 {
          #expect(try half.privateDuplicate().allReduce(1, .sum) == half.size)
        }
        if turn % 2 == 0 { try half.free() }
      }
    }

    @Test func soloHasOneToo() throws {
      _ = try MPITests.world()
      let hidden = try Communicator.solo.privateDuplicate()
      #expect(hidden.size == 1)
      #expect(try hidden.allReduce(4.5, .sum) == 4.5)
    }
  }
}
