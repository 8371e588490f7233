import BagOfTasks
import Foundation
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct StreamTests {
    /// An endless sequence that counts how far it has been drawn.
    struct Naturals: Sequence, IteratorProtocol {
      let drawn: Counter
      mutating func next() -> Int? { drawn.increment() }
    }

    /// The same, as an asynchronous sequence.
    struct AsyncNaturals: AsyncSequence, AsyncIteratorProtocol, Sendable {
      let drawn: Counter
      func makeAsyncIterator() -> AsyncNaturals { self }
      mutating func next() async -> Int? { drawn.increment() }
    }

    /// How far inputs may be ahead of results where a task takes a millisecond, for each slot: an arbitrary
    /// number that is far above what is needed and far below endless.
    private static let ahead = 256

    @Test func anEndlessInputIsCutShort() throws {
      let world = try BagOfTasksTests.world()
      let indices = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
        var indices: [Int] = []
        for try await result in pool.results(of: 0...) {
          indices.append(try result.get())
          if indices.count == 50_000 { break }
        }
        return indices
      }
      guard let indices else { return }
      #expect(indices.count == 50_000)
      #expect(Set(indices).count == 50_000)
    }

    @Test func anEndlessAsynchronousInputIsCutShort() throws {
      let world = try BagOfTasksTests.world()
      let drawn = Counter()
      let indices = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
        var indices: [Int] = []
        for try await result in pool.results(of: AsyncNaturals(drawn: drawn)) {
          indices.append(try result.get())
          if indices.count == 5000 { break }
        }
        return indices
      }
      guard let indices else { return }
      #expect(indices.count == 5000)
      #expect(Set(indices).count == 5000)
    }

    @Test(arguments: [false, true], [false, true])
    func inputsAreNotDrawnFarAheadOfASlowConsumer(isAsynchronous: Bool, inOrder: Bool) throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 1
      let bound = Self.ahead * world.size
      let drawn = Counter()
      let isRight = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          usleep(1000)
          return number
        }
      ) { pool in
        // Not endless, so that a pool that takes all there is fails soon.
        let results =
          isAsynchronous
          ? pool.results(of: AsyncNaturals(drawn: drawn).prefix(50_000), inOrder: inOrder)
          : pool.results(of: Naturals(drawn: drawn).prefix(50_000), inOrder: inOrder)
        var received = 0
        for try await result in results {
          if inOrder && result.index != received { throw Complaint("out of order") }
          received += 1
          if received % 100 == 0 { try await Task.sleep(for: .milliseconds(20)) }
          guard drawn.count <= received + bound else {
            throw Complaint("\(drawn.count) inputs were drawn for \(received) results")
          }
          if received == 300 { break }
        }
        return drawn.count >= 300
      }
      #expect(isRight == (world.rank == 0 ? true : nil))
    }

    @Test func resultsInOrderWaitForTheFirstAndDrawNoEndOfInputsMeanwhile() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 2
      let gate = try Gate(world)
      defer { if world.rank == 0 { gate.remove() } }
      let drawn = Counter()
      let indices = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          // The first is the last to be done.
          if number == 0 { try gate.wait() } else { usleep(500) }
          return number
        }
      ) { pool in
        async let opened: Void = {
          var before = -1
          // Nothing more is drawn when there is no more room.
          while drawn.count > before || before == 0 {
            before = drawn.count
            try await Task.sleep(for: .milliseconds(100))
          }
          try gate.open()
        }()
        var indices: [Int] = []
        for try await result in pool.results(of: Naturals(drawn: drawn), inOrder: true) {
          indices.append(try result.get())
          if indices.count == 2000 { break }
        }
        try await opened
        return indices
      }
      #expect(indices == (world.rank == 0 ? Array(0..<2000) : nil))
    }

    @Test func aMapDrawsItsInputsAsThereIsRoom() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 1
      let gate = try Gate(world)
      defer { if world.rank == 0 { gate.remove() } }
      let bound = Self.ahead * world.size
      let drawn = Counter()
      let ahead = try world.withWorkerPool(
        options: options,
        task: { (number: Int) in
          try gate.wait()
          return number
        }
      ) { pool in
        async let values = pool.map(Naturals(drawn: drawn).prefix(10 * bound))
        try await Task.sleep(for: .milliseconds(50))
        let ahead = drawn.count
        try gate.open()
        guard try await values == Array(0..<10 * bound) else { throw Complaint("wrong values") }
        return ahead
      }
      if let ahead { #expect(ahead > 0 && ahead <= bound) }
    }

    @Test func inputsMayComeWhenTheyCome() throws {
      let world = try BagOfTasksTests.world()
      let values = try world.withWorkerPool(task: { (number: Int) in number * number }) { pool in
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        async let values = pool.map(stream)
        for number in 0..<100 {
          continuation.yield(number)
          if number % 10 == 0 { try await Task.sleep(for: .milliseconds(2)) }
        }
        continuation.finish()
        return try await values
      }
      #expect(values == (world.rank == 0 ? (0..<100).map { $0 * $0 } : nil))
    }

    @Test func aResultComesWhileTheInputGoesOn() throws {
      let world = try BagOfTasksTests.world()
      let values = try world.withWorkerPool(task: { (number: Int) in number + 1 }) { pool in
        // Each input is made of the result before it.
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        continuation.yield(0)
        var values: [Int] = []
        for try await result in pool.results(of: stream) {
          let value = try result.get()
          values.append(value)
          if value < 50 { continuation.yield(value) } else { continuation.finish() }
        }
        return values
      }
      #expect(values == (world.rank == 0 ? Array(1...50) : nil))
    }

    @Test func anInputThatThrowsEndsTheMapWithItsError() throws {
      let world = try BagOfTasksTests.world()
      let isRight = try world.withWorkerPool(task: { (number: Int) in number }) { pool in
        @Sendable func failing() -> AsyncThrowingStream<Int, any Error> {
          AsyncThrowingStream { continuation in
            for number in 0..<20 { continuation.yield(number) }
            continuation.finish(throwing: Complaint("the input broke"))
          }
        }
        do {
          _ = try await pool.map(failing())
          return false
        } catch let error as Complaint {
          guard error == Complaint("the input broke") else { return false }
        }
        var indices: Set<Int> = []
        do {
          for try await result in pool.results(of: failing()) { indices.insert(result.index) }
          return false
        } catch is Complaint {
          return indices == Set(0..<20)
        }
      }
      #expect(isRight == (world.rank == 0 ? true : nil))
    }

    /// Numbers that end with an error: at a number, or as soon as nobody wants more.
    struct BrittleNaturals: AsyncSequence, AsyncIteratorProtocol, Sendable {
      let end: Int
      var number = 0

      func makeAsyncIterator() -> BrittleNaturals { self }

      mutating func next() async throws -> Int? {
        if number == end { throw Complaint("the input broke") }
        if number > 10 { try await Task.sleep(nanoseconds: 1_000_000) }
        defer { number += 1 }
        return number
      }
    }

    @Test(arguments: [3, .max]) func aTasksErrorComesBeforeThatOfLaterInputs(end: Int) throws {
      let world = try BagOfTasksTests.world()
      let message = try world.withWorkerPool(
        task: { (number: Int) throws in
          usleep(20_000)
          if number == 1 { throw Complaint("the task broke") }
        }
      ) { pool in
        do {
          return "\(try await pool.map(BrittleNaturals(end: end)).count)"
        } catch let error as TaskError {
          return error.message
        } catch {
          return "\(error)"
        }
      }
      #expect(message == (world.rank == 0 ? "the task broke" : nil))
    }

    @Test func memoryIsBoundedWhereInputsAreLarge() throws {
      let world = try BagOfTasksTests.world()
      let size = 1 << 18
      // A gigabyte in all, of which an eighth may be in the pool.
      let growth = try world.withWorkerPool(
        task: { (bytes: [UInt8]) in bytes.count + Int(bytes[0]) }
      ) { pool in
        let before = try ProcessMemory.residentBytes()
        var greatest = before
        let inputs = (0..<4096).lazy.map { [UInt8](repeating: UInt8($0 % 256), count: size) }
        for try await result in pool.results(of: inputs) {
          guard try result.get() == size + result.index % 256 else { throw Complaint("wrong") }
          if result.index % 64 == 0 { greatest = max(greatest, try ProcessMemory.residentBytes()) }
        }
        return greatest - before
      }
      if let growth { #expect(growth < 640 << 20) }
    }
  }
}
