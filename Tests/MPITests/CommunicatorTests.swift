import MPI
import Testing

extension MPITests {
  @Suite struct CommunicatorTests {
    @Test func soloHasOneRank() throws {
      _ = try MPITests.world()
      let solo = Communicator.solo
      #expect(solo.rank == 0)
      #expect(solo.size == 1)
      #expect(try solo.allReduce(4.5, .sum) == 4.5)
    }

    @Test func theWorldIsWhatTheLauncherSays() throws {
      let world = try MPITests.world()
      guard let launcher = LauncherEnvironment.current else {
        #expect(world.size == 1)
        return
      }
      #expect(launcher.rank == world.rank)
      #expect(launcher.size == world.size)
      #expect(launcher.localSize.map { $0 == world.size } ?? true)
      // Open MPI 5 numbers the ranks of a node in the order of their cores, not of their ranks.
      let local = try world.allGather(launcher.localRank ?? world.rank)
      #expect(local.sorted() == Array(0..<world.size))
    }

    @Test(.enabled(if: MPITests.hasNeighbour)) func messagesOnADuplicateDoNotMeetThoseOfTheWorld()
      throws
    {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      let copy = try world.duplicate()
      #expect(copy.rank == world.rank)
      #expect(copy.size == world.size)
      try copy.send(1, to: right)
      try world.send(2, to: right)
      #expect(try world.receive(Int.self, from: nil) == 2)
      #expect(try copy.receive(Int.self, from: left) == 1)
      try copy.free()
    }

    @Test func errorsOnADuplicateAreThrown() throws {
      let world = try MPITests.world()
      let copy = try world.duplicate()
      do throws(MPIError) {
        try copy.send(1, to: copy.rank, tag: -1)
        Issue.record("a negative tag was sent")
      } catch {
        #expect(error.code == .tag)
      }
    }

    @Test func splitPartsByColorAndOrdersByKey() throws {
      let world = try MPITests.world()
      guard let half = try world.split(color: world.rank % 2, key: -world.rank) else {
        Issue.record("a rank with a color got no communicator")
        return
      }
      let members = (0..<world.size).filter { $0 % 2 == world.rank % 2 }
      #expect(half.size == members.count)
      #expect(try half.allGather(world.rank) == members.reversed())
      try half.free()
    }

    @Test func aRankWithoutAColorIsInNoPart() throws {
      let world = try MPITests.world()
      let part = try world.split(color: world.rank == 0 ? nil : 1)
      switch consume part {
      case .none: #expect(world.rank == 0)
      case .some(let rest):
        #expect(rest.size == world.size - 1)
        #expect(rest.rank == world.rank - 1)
      }
    }

    @Test func ranksOfOneMachineShareANode() throws {
      let world = try MPITests.world()
      let node = try world.splitByNode()
      let names = try world.gatherV(Array(Environment.processorName.utf8))
      if let names { #expect(names.filter { $0 == names[0] }.count == node.size) }
    }

    @Test func communicatorsAreFreedWhenTheyGoOutOfScope() throws {
      _ = try MPITests.world()
      // More than MPICH has room for at a time, which is 2048.
      for _ in 0..<5000 {
        let copy = try Communicator.solo.duplicate()
        #expect(copy.size == 1)
      }
    }
  }
}
