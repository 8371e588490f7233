import MPI
import Testing

extension MPITests {
  @Suite struct ReduceTests {
    @Test func everyRankGetsTheSumOfScalars() throws {
      let world = try MPITests.world()
      let n = world.size
      #expect(try world.allReduce(world.rank + 1, .sum) == n * (n + 1) / 2)
      #expect(try world.allReduce(Double(world.rank) + 0.5, .sum) == Double(n * n) / 2)
    }

    @Test func reductionsThatNobodyWaitsForAreDoneInTheirOrder() throws {
      let world = try MPITests.world()
      let n = world.size
      var first = try world.immediateAllReduce([world.rank, 1], .sum)
      let second = try world.immediateAllReduce([Double(world.rank)], .max)
      while try !first.test() {}
      #expect(try first.wait().array == [n * (n - 1) / 2, n])
      #expect(try second.wait().array == [Double(n - 1)])
      // Dropped, it goes on all the same, and the next one is not disturbed.
      do { _ = try world.immediateAllReduce([Int32(1)], .sum) }
      #expect(try world.immediateAllReduce([Int32(2)], .sum).wait().array == [Int32(2 * n)])
    }

    @Test func everyReductionOfIntegersGivesItsResult() throws {
      let world = try MPITests.world()
      let rank = world.rank
      let ranks = 0..<world.size
      #expect(
        try world.allReduce(Int64(rank + 1), .product) == ranks.reduce(1) { $0 * Int64($1 + 1) })
      #expect(try world.allReduce(Int32(rank - 1), .min) == -1)
      #expect(try world.allReduce(Int32(rank - 1), .max) == Int32(world.size - 2))
      #expect(
        try world.allReduce(UInt16(0xFF00) | UInt16(1 << rank), .bitwiseAnd)
          == (world.size == 1 ? 0xFF01 : 0xFF00))
      #expect(try world.allReduce(UInt8(1 << rank), .bitwiseOr) == UInt8((1 << world.size) - 1))
      #expect(try world.allReduce(UInt64(5), .bitwiseXor) == (world.size % 2 == 1 ? 5 : 0))
    }

    @Test func everyReductionOfBoolsGivesItsResult() throws {
      let world = try MPITests.world()
      let isFirst = world.rank == 0
      #expect(try world.allReduce(true, .logicalAnd))
      #expect(try world.allReduce(isFirst, .logicalAnd) == (world.size == 1))
      #expect(try world.allReduce(isFirst, .logicalOr))
      #expect(try world.allReduce(false, .logicalOr) == false)
      #expect(try world.allReduce(true, .logicalXor) == (world.size % 2 == 1))
    }

    @Test func everyTypeIsReducedAsItself() throws {
      let world = try MPITests.world()
      func greatest<T: MPIDatatype & Numeric & Comparable>(_ low: T, _ high: T) throws {
        #expect(try world.allReduce(world.rank == 0 ? high : low, .max) == high)
        #expect(try world.allReduce(world.rank == world.size - 1 ? low : high, .min) == low)
      }
      try greatest(Int8.min, .max)
      try greatest(Int16.min, .max)
      try greatest(Int32.min, .max)
      try greatest(Int64.min, .max)
      try greatest(Int.min, .max)
      try greatest(UInt8.min, .max)
      try greatest(UInt16.min, .max)
      try greatest(UInt32.min, .max)
      try greatest(UInt64.min, .max)
      try greatest(UInt.min, .max)
      try greatest(-Float.greatestFiniteMagnitude, .leastNonzeroMagnitude)
      try greatest(-Double.greatestFiniteMagnitude, .leastNonzeroMagnitude)
      #if arch(x86_64)
        try greatest(-Float80.greatestFiniteMagnitude, .leastNonzeroMagnitude)
        let fine = Float80(1).nextUp
        #expect(try world.allReduce([fine], .sum) == [Float80(world.size) * fine])
      #endif
    }

    @Test func integerSumsWrapAround() throws {
      let world = try MPITests.world()
      let expected = (0..<world.size).reduce(Int64(0)) { sum, _ in sum &+ Int64.max }
      #expect(try world.allReduce(Int64.max, .sum) == expected)
    }

    @Test func arraysAreReducedElementByElement() throws {
      let world = try MPITests.world()
      let n = world.size
      let sum = try world.allReduce([world.rank, 10, -world.rank], .sum)
      #expect(sum == [n * (n - 1) / 2, 10 * n, -n * (n - 1) / 2])
      #expect(try world.allReduce([Double](), .sum).isEmpty)
    }

    @Test func spansAreReducedInPlaceAndIntoOthers() throws {
      let world = try MPITests.world()
      let n = Int64(world.size)
      var values: [Int64] = [1, Int64(world.rank)]
      var result: [Int64] = [0, 0]
      var output = result.mutableSpan
      try world.allReduce(values.span, into: &output, .sum)
      #expect(result == [n, n * (n - 1) / 2])
      var span = values.mutableSpan
      try world.allReduce(&span, .sum)
      #expect(values == [n, n * (n - 1) / 2])
    }

    @Test func onlyTheRootGetsWhatIsReducedToIt() throws {
      let world = try MPITests.world()
      let n = world.size
      for root in 0..<n {
        let isRoot = world.rank == root
        #expect(
          try world.reduce(world.rank + 1, .sum, root: root) == (isRoot ? n * (n + 1) / 2 : nil))
        #expect(
          try world.reduce([2, world.rank], .max, root: root) == (isRoot ? [2, n - 1] : nil))
        #expect(try world.reduce([Int](), .max, root: root) == (isRoot ? [] : nil))
      }
    }

    @Test func rootedSpansAreReducedInPlaceAndIntoOthers() throws {
      let world = try MPITests.world()
      let n = world.size
      for root in 0..<n {
        let isRoot = world.rank == root
        var values = [1, world.rank]
        var result = isRoot ? [0, 0] : []
        var output = result.mutableSpan
        try world.reduce(values.span, into: &output, .sum, root: root)
        #expect(result == (isRoot ? [n, n * (n - 1) / 2] : []))
        var span = values.mutableSpan
        try world.reduce(&span, .sum, root: root)
        #expect(values == (isRoot ? [n, n * (n - 1) / 2] : [1, world.rank]))
      }
    }
  }
}
