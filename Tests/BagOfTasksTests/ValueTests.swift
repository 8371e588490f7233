import BagOfTasks
import MPI
import Testing

extension BagOfTasksTests {
  @Suite @MainActor struct ValueTests {
    struct Person: Codable, Sendable, Equatable {
      var name: String
      var ages: [Int]
      var height: Double?
    }

    enum Shape: Codable, Sendable, Equatable {
      case point
      case circle(radius: Double)
      case named(String)
    }

    enum Color: String, Codable, Sendable { case red, green, blue }

    /// With room between its fields and behind them.
    struct Padded: Codable, Sendable, Equatable {
      var small: Int8
      var large: Int64
      var tail: Bool
    }

    struct Reading: Codable, Sendable {
      var name: String
      var values: [Double]
      var single: Float
    }

    struct Nothing: Codable, Sendable, Equatable {}

    /// Sends values there and back, by whatever rank.
    private func echo<Value: Codable & Sendable & Equatable>(_ values: [Value]) throws {
      let world = try BagOfTasksTests.world()
      let copies = try world.withWorkerPool(task: { (value: Value) in value }) { pool in
        // More than the ranks, so that some travel.
        var copies: [Value] = []
        for _ in 0..<4 { copies += try await pool.map(values) }
        return copies
      }
      let expected = values + values + values + values
      #expect(copies == (world.rank == 0 ? expected : nil))
    }

    @Test func texts() throws {
      try echo([
        "", "plain", "Grüße, 世界 🌍", "with\0zero", String(repeating: "long ", count: 10_000),
      ])
    }

    @Test func numbers() throws {
      try echo([0, 1, -1, .max, .min] as [Int])
      try echo([0, 255] as [UInt8])
      try echo([0, -0.0, .infinity, .leastNonzeroMagnitude, .pi] as [Double])
      try echo([true, false])
    }

    @Test func structuresAndEnumerations() throws {
      try echo([
        Person(name: "Ada", ages: [36], height: nil), Person(name: "", ages: [], height: 1.5),
      ])
      try echo([Shape.point, .circle(radius: 2.5), .named("square")])
      try echo([Color.red, .green, .blue])
      try echo(
        (0..<100).map { Padded(small: Int8($0), large: .max - Int64($0), tail: $0 % 2 == 0) })
      try echo([Nothing(), Nothing()])
    }

    @Test func optionals() throws {
      try echo([nil, 1, -1] as [Int?])
      try echo([nil, "", "text"] as [String?])
      try echo([nil, Person(name: "x", ages: [1], height: 2)] as [Person?])
    }

    @Test func arrays() throws {
      try echo([[], [1], Array(0..<10_000)] as [[Int]])
      try echo([[], [0.5, -0.5]] as [[Double]])
      try echo([[], ["a", ""], ["b"]] as [[String]])
      try echo([[[1, 2], []], []] as [[[Int]]])
      try echo([
        [Padded(small: 1, large: 2, tail: true), Padded(small: -1, large: -2, tail: false)]
      ])
      try echo([[nil, 1.5], []] as [[Double?]])
      try echo([[Nothing(), Nothing()], []])
      try echo([[Person(name: "Ada", ages: [1, 2], height: 3)], []])
    }

    @Test func dictionariesAndSets() throws {
      try echo([[:], ["one": 1, "two": 2]] as [[String: Int]])
      try echo([[], [1, 2, 3]] as [Set<Int>])
    }

    @Test func numbersThatAreNoNumbersSurviveInAStructure() throws {
      let world = try BagOfTasksTests.world()
      let readings = try world.withWorkerPool(task: { (reading: Reading) in reading }) { pool in
        try await pool.map(
          (0..<8).map { _ in
            Reading(name: "sensor", values: [.nan, .infinity, -.infinity, -0.0, 0.1], single: .nan)
          })
      }
      guard let readings else { return }
      #expect(readings.count == 8)
      for reading in readings {
        #expect(reading.name == "sensor")
        #expect(reading.values[0].isNaN && reading.single.isNaN)
        #expect(reading.values[1...] == [.infinity, -.infinity, 0, 0.1])
        #expect(reading.values[3].sign == .minus)
      }
    }

    @Test func aTaskMayReturnNothing() throws {
      let world = try BagOfTasksTests.world()
      let sum = Counter()
      let count = try world.withWorkerPool(task: { (number: Int) in sum.add(number) }) { pool in
        let nothings: [Void] = try await pool.map(0..<1000)
        try await pool.submit(1000).value
        return nothings.count
      }
      #expect(count == (world.rank == 0 ? 1000 : nil))
      #expect(try world.allReduce(sum.count, .sum) == 1000 * 1001 / 2)
    }

    @Test func aValueThatCannotBeEncodedFailsItsInputAlone() throws {
      let world = try BagOfTasksTests.world()
      let messages = try world.withWorkerPool(
        task: { (value: Stubborn?) -> Stubborn? in value == nil ? Stubborn() : nil }
      ) { pool in
        var messages = ["", ""]
        for try await result in pool.results(of: [Stubborn(), nil]) {
          if case .failure(let error as TaskError) = result.result, error.index == result.index {
            messages[result.index] = error.message
          }
        }
        return messages
      }
      guard let messages else { return }
      #expect(messages[0].hasPrefix("the input cannot be encoded: "))
      #expect(messages[0].contains("is not to be encoded"))
      #expect(messages[1].contains("is not to be encoded"))
    }

    @Test func sixtyFourMebibytesTravelBothWays() throws {
      let world = try BagOfTasksTests.world()
      var options = WorkerPoolOptions()
      options.slots = 1
      for rootWorks in [true, false] {
        options.rootWorks = rootWorks
        let bytes = try world.withWorkerPool(
          options: options, task: { (bytes: [UInt8]) in bytes.map { $0 ^ 255 } }
        ) { pool in
          let input = (0..<64 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
          let output = try await pool.submit(input).value
          return output.count == input.count && zip(input, output).allSatisfy { $0 ^ 255 == $1 }
        }
        #expect(bytes == (world.rank == 0 ? true : nil))
      }
      let numbers = try world.withWorkerPool(
        options: options, task: { (numbers: [Double]) in numbers.map { 2 * $0 } }
      ) { pool in
        let input = (0..<8 << 20).map { Double($0) / 3 }
        let output = try await pool.submit(input).value
        return output.count == input.count && zip(input, output).allSatisfy { 2 * $0 == $1 }
      }
      #expect(numbers == (world.rank == 0 ? true : nil))
    }
  }
}
