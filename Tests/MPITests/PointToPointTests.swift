import MPI
import Testing

extension MPITests {
  /// Messages go round a ring; those that must not block are small enough for both libraries to
  /// buffer them.
  @Suite(.enabled(if: MPITests.hasNeighbour)) struct PointToPointTests {
    @Test func aScalarArrivesWithItsSourceAndTag() throws {
      let world = try MPITests.world()
      let (left, right) = neighbours(world)
      try world.send(world.rank + 100, to: right, tag: 4)
      #expect(try world.receive(Int.self, from: left, tag: 4) == left + 100)

      try world.send(true, to: right, tag: 5)
      var value = false
      let status = try world.receive(into: &value, from: nil)
      #expect(value)
      #expect(status.source == left)
      #expect(status.tag == 5)
      #expect(status.count(of: Bool.self) == 1)
      #expect(!status.isCancelled)
    }

    @Test func arraysAndSpansArriveWhole() throws {
      let world = try MPITests.world()
      let (left, right) = neighbours(world)
      try world.send([Double(world.rank), .infinity], to: right)
      #expect(try world.receiveArray(of: Double.self, from: left) == [Double(left), .infinity])
      try world.send([Int](), to: right)
      #expect(try world.receiveArray(of: Int.self, from: left).isEmpty)

      try world.send([UInt8(world.rank), 7].span, to: right, tag: 1)
      var values: [UInt8] = [0, 0, 99]
      var span = values.mutableSpan
      let status = try world.receive(into: &span, from: left, tag: 1)
      #expect(values == [UInt8(left), 7, 99])
      #expect(status.count(of: UInt8.self) == 2)
      #expect(status.count(of: Int32.self) == nil)
    }

    @Test func receiveIntoShortBufferThrowsTruncated() throws {
      let world = try MPITests.world()
      let (left, right) = neighbours(world)
      try world.send([1, 2, 3], to: right)
      var values = [0, 0]
      do throws(MPIError) {
        var span = values.mutableSpan
        try world.receive(into: &span, from: left)
        Issue.record("three elements went into two")
      } catch {
        #expect(error.code == .truncated)
        #expect(error.function == "MPI_Recv")
        #expect(error.description.hasPrefix("MPI_Recv: "))
        #expect(error.text.lowercased().contains("trunc"))
      }
      // The communicator is none the worse for it.
      try world.send(5, to: right)
      #expect(try world.receive(Int.self, from: left) == 5)
    }

    @Test func aTagBeyondTheLimitThrows() throws {
      let world = try MPITests.world()
      #expect(world.maximumTag >= 32767)
      for tag in [-1, Int.max] {
        do throws(MPIError) {
          try world.send(1, to: world.rank, tag: tag)
          Issue.record("tag \(tag) was sent")
        } catch {
          #expect(error.code == .tag)
          #expect(error.function == "MPI_Send")
        }
        do throws(MPIError) {
          _ = try world.receive(Int.self, from: world.rank, tag: tag)
          Issue.record("tag \(tag) was received")
        } catch {
          #expect(error.code == .tag)
          #expect(error.function == "MPI_Recv")
        }
      }
    }

    @Test func sendReceiveExchangesWithoutDeadlock() throws {
      let world = try MPITests.world()
      let (left, right) = neighbours(world)
      #expect(try world.sendReceive(world.rank, to: right, from: left) == left)

      // Too long to be buffered: two blocking sends would wait for each other.
      let sent = [Int](repeating: world.rank, count: 100_000)
      let received = try world.sendReceive(sent, to: right, tag: 2, from: left, receiveTag: 2)
      #expect(received == [Int](repeating: left, count: 100_000))
      let short = try world.sendReceive([1, 2], to: right, receiving: 5, from: left)
      #expect(short == [1, 2])

      var output = [0, 0, 0]
      var span = output.mutableSpan
      let status = try world.sendReceive([8, world.rank].span, to: right, into: &span, from: nil)
      #expect(output == [8, left, 0])
      #expect(status.source == left)
      #expect(status.count(of: Int.self) == 2)

      var values = [world.rank, 6]
      var both = values.mutableSpan
      try world.sendReceive(replacing: &both, to: right, from: left)
      #expect(values == [left, 6])
    }

    @Test func aCountBeyondTheLibraryThrows() throws {
      let world = try MPITests.world()
      // Never touched, hence never there.
      let huge = [UInt8](unsafeUninitializedCapacity: 1 << 31) { _, count in count = 1 << 31 }
      do throws(MPIError) {
        try world.send(huge, to: Communicator.nullRank)
        #expect(Environment.standardVersion.major >= 4)
      } catch {
        #expect(Environment.standardVersion.major < 4)
        #expect(error.code == .count)
        #expect(error.function == "MPI_Send")
      }
    }

    @Test func theNullRankTakesAndGivesNothing() throws {
      let world = try MPITests.world()
      let nowhere = Communicator.nullRank
      try world.send(1, to: nowhere)
      var value = 17
      let status = try world.receive(into: &value, from: nowhere)
      #expect(value == 17)
      #expect(status.source == nowhere)
      #expect(try world.sendReceive(3, to: nowhere, from: nowhere) == 3)
    }

    @Test func probeTellsOfAMessageAndLeavesItThere() throws {
      let world = try MPITests.world()
      let (left, right) = neighbours(world)
      #expect(try world.immediateProbe(from: left, tag: 77) == nil)
      try world.send([Float](repeating: 1, count: 9), to: right, tag: 8)
      let status = try world.probe(from: nil)
      #expect(status.source == left)
      #expect(status.tag == 8)
      #expect(status.count(of: Float.self) == 9)
      #expect(try world.immediateProbe(from: left, tag: 8)?.count(of: Float.self) == 9)
      #expect(
        try world.receiveArray(of: Float.self, from: status.source, tag: status.tag).count == 9)
    }

    @Test func aMatchedMessageIsReceivedByItsHolderOnly() throws {
      let world = try MPITests.world()
      let (left, right) = neighbours(world)
      try world.send([1, 2], to: right, tag: 1)
      try world.send([3], to: right, tag: 1)
      let first = try world.matchedProbe(from: left)
      #expect(first.status.count(of: Int.self) == 2)
      #expect(try world.receive(Int.self, from: left, tag: 1) == 3)
      #expect(try first.receiveArray(of: Int.self) == [1, 2])
      #expect(try world.immediateMatchedProbe(from: left) == nil)
    }

    @Test func aMatchedMessageThatIsDroppedIsGone() throws {
      let world = try MPITests.world()
      let (left, right) = neighbours(world)
      try world.send([1, 2], to: right)
      try world.send([3], to: right)
      do {
        let dropped = try world.matchedProbe(from: left)
        #expect(dropped.status.source == left)
      }
      #expect(try world.receiveArray(of: Int.self, from: left) == [3])
    }
  }

  /// The ranks before and after this one in the ring.
  static func neighbours(_ world: borrowing Communicator) -> (left: Int, right: Int) {
    ((world.rank + world.size - 1) % world.size, (world.rank + 1) % world.size)
  }
}
