import MPI
import Testing

extension MPITests {
  @Suite(.enabled(if: MPITests.hasNeighbour)) struct RequestTests {
    @Test func waitGivesTheBufferBack() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      let receive = try world.immediateReceive(Int.self, count: 5, from: left, tag: 2)
      let send = try world.immediateSend([world.rank, 1, 2], to: right, tag: 2)
      let message = try receive.wait()
      #expect(message.array == [left, 1, 2])
      #expect(message.buffer.capacity == 5)
      #expect(message.status.source == left)
      #expect(message.status.count(of: Int.self) == 3)
      #expect(try send.wait().array == [world.rank, 1, 2])
    }

    @Test func aBufferGoesFromRequestToRequest() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      var buffer = MessageBuffer(repeating: 0.0, count: 3)
      for round in 0..<10 {
        let receive = try world.immediateReceive(into: buffer, from: left)
        try world.send([Double](repeating: Double(round), count: 3), to: right)
        buffer = try receive.wait().takeBuffer()
        #expect(buffer.array == [Double](repeating: Double(round), count: 3))
      }
      buffer[1] = 7
      buffer.withMutableSpan { $0[2] = 8 }
      #expect(buffer.withSpan { $0[1] + $0[2] } == 15)
      let send = try world.immediateSend(buffer, to: right)
      #expect(try world.receiveArray(of: Double.self, from: left) == [9, 7, 8])
      #expect(try send.wait().buffer[1] == 7)
    }

    @Test func testSaysWhenAMessageIsThere() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      var receive = try world.immediateReceive(UInt8.self, count: 1, from: left)
      #expect(try receive.test() == false)
      // Nobody sends before everybody has tested.
      try world.barrier()
      try world.send(UInt8(9), to: right)
      while try !receive.test() {}
      #expect(try receive.test())
      #expect(try receive.wait().array == [9])
    }

    @Test func aMessageTooLongForARequestThrowsTruncated() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      let receive = try world.immediateReceive(Int.self, count: 1, from: left)
      try world.send([1, 2, 3], to: right)
      do throws(MPIError) {
        _ = try receive.wait()
        Issue.record("three elements went into one")
      } catch {
        #expect(error.code == .truncated)
        #expect(error.function == "MPI_Wait")
      }
    }

    @Test func aRequestThatFailedInATestFailsInTheWaitToo() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      for isInSet in [false, true] {
        var receive = try world.immediateReceive(Int.self, count: 1, from: left)
        try world.send([1, 2, 3], to: right)
        #expect(throws: MPIError.self) { while try !receive.test() {} }
        do throws(MPIError) {
          if isInSet {
            var pending = RequestSet<Int>()
            pending.insert(receive)
            _ = try pending.waitAllReceived()
          } else {
            _ = try receive.wait()
          }
          Issue.record("three elements went into one")
        } catch {
          #expect(error.code == .truncated)
        }
      }
    }

    @Test func aReceiveThatIsDroppedTakesNoMessage() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      do { _ = try world.immediateReceive(Int.self, count: 10, from: left, tag: 6) }
      try world.barrier()
      try world.send(42, to: right, tag: 6)
      #expect(try world.receive(Int.self, from: left, tag: 6) == 42)
    }

    @Test func aSendThatIsDroppedArrives() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      do { _ = try world.immediateSend([4, 2], to: right) }
      #expect(try world.receiveArray(of: Int.self, from: left) == [4, 2])
    }

    @Test func aSetHandsOutWhateverIsDone() throws {
      let world = try MPITests.world()
      var pending = RequestSet<Int>()
      for rank in 0..<world.size {
        let request = try world.immediateReceive(Int.self, count: 4, from: rank, tag: 1)
        #expect(pending.insert(request) == rank)
      }
      #expect(try pending.testAny() == nil)
      try world.barrier()
      for rank in 0..<world.size { try world.send([world.rank, rank], to: rank, tag: 1) }
      var sources: Set<Int> = []
      while let message = try pending.waitAny() {
        #expect(message.array == [message.key, world.rank])
        #expect(message.status.source == message.key)
        sources.insert(message.key)
      }
      #expect(sources == Set(0..<world.size))
      #expect(pending.count == 0)
    }

    @Test func testAnyFindsWhatIsDone() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      var pending = RequestSet<Int>()
      pending.insert(try world.immediateReceive(Int.self, count: 1, from: left, tag: 1))
      let second = pending.insert(
        try world.immediateReceive(Int.self, count: 1, from: left, tag: 2))
      try world.send(22, to: right, tag: 2)
      var found: (key: Int, values: [Int])?
      while found == nil {
        if let done = try pending.testAny() { found = (done.key, done.array) }
      }
      #expect(found?.key == second)
      #expect(found?.values == [22])
      #expect(pending.count == 1)
      // The one that is left is dropped with the set.
    }

    @Test func waitAllHandsOutEverythingInOrder() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      var pending = RequestSet<Int>()
      for tag in 0..<5 {
        pending.insert(try world.immediateReceive(Int.self, count: 2, from: left, tag: tag))
      }
      for tag in (0..<5).reversed() {
        pending.insert(try world.immediateSend([world.rank, tag], to: right, tag: tag))
      }
      pending.insert(try world.immediateSend(5, to: right, tag: 5))
      pending.insert(try world.immediateReceive(Int.self, count: 1, from: left, tag: 5))
      #expect(try pending.waitAllReceived() == (0..<5).map { [left, $0] } + [[5]])
      #expect(pending.count == 0)

      var done = try world.immediateReceive(Int.self, count: 2, from: left)
      try world.send([1], to: right)
      while try !done.test() {}
      pending.insert(done)
      pending.insert(try world.immediateReceive(Int.self, count: 2, from: left))
      try world.send([2, 3], to: right)
      var all: [[Int]] = []
      var keys: [Int] = []
      try pending.waitAll { completion in
        all.append(completion.array)
        keys.append(completion.key)
      }
      #expect(all == [[1], [2, 3]])
      #expect(keys == [12, 13])
    }

    @Test func aSetThrowsTheErrorOfTheRequestThatFailed() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      var pending = RequestSet<Int>()
      pending.insert(try world.immediateReceive(Int.self, count: 5, from: left, tag: 1))
      pending.insert(try world.immediateReceive(Int.self, count: 1, from: left, tag: 2))
      try world.send([1, 2], to: right, tag: 1)
      try world.send([1, 2], to: right, tag: 2)
      do throws(MPIError) {
        _ = try pending.waitAllReceived()
        Issue.record("two elements went into one")
      } catch {
        #expect(error.code == .truncated)
        #expect(error.function == "MPI_Wait")
      }
      #expect(pending.count == 0)

      pending.insert(try world.immediateReceive(Int.self, count: 1, from: left))
      try world.send([1, 2], to: right)
      do throws(MPIError) {
        _ = try pending.waitAny()
        Issue.record("two elements went into one")
      } catch {
        #expect(error.code == .truncated)
      }
      #expect(pending.count == 0)
    }

    @Test func everyRequestOfASetThatFailedThrows() throws {
      let world = try MPITests.world()
      let (left, right) = MPITests.neighbours(world)
      for isTest in [false, true] {
        var pending = RequestSet<Int>()
        for tag in 0..<3 {
          pending.insert(try world.immediateReceive(Int.self, count: 1, from: left, tag: tag))
        }
        for tag in [0, 1] { try world.send([1, 2], to: right, tag: tag) }
        try world.send([3], to: right, tag: 2)
        // Messages do not overtake: when the next one is here, so are these.
        try world.send(0, to: right, tag: 9)
        #expect(try world.receive(Int.self, from: left, tag: 9) == 0)
        var failures = 0
        var arrays: [[Int]] = []
        while !pending.isEmpty {
          do throws(MPIError) {
            if let done = isTest ? try pending.testAny() : try pending.waitAny() {
              arrays.append(done.array)
            }
          } catch {
            #expect(error.code == .truncated)
            failures += 1
          }
        }
        #expect(failures == 2)
        #expect(arrays == [[3]])
      }
    }
  }
}
