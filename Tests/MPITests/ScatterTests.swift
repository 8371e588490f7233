import MPI
import Testing

extension MPITests {
  @Suite struct ScatterTests {
    @Test func eachRankGetsItsValueOrBlock() throws {
      let world = try MPITests.world()
      let n = world.size
      for root in 0..<n {
        let values = world.rank == root ? (0..<n).map { $0 * $0 + root } : nil
        #expect(try world.scatter(values, root: root) == world.rank * world.rank + root)
        let blocks = world.rank == root ? Array(0..<2 * n) : nil
        let block = try world.scatter(blocks, count: 2, root: root)
        #expect(block == [2 * world.rank, 2 * world.rank + 1])
      }
    }

    @Test func eachRankGetsItsBlockOfASpan() throws {
      let world = try MPITests.world()
      let n = world.size
      for root in 0..<n {
        let isRoot = world.rank == root
        var values = isRoot ? (0..<2 * n).map(Double.init) : []
        var block = [0.0, 0.0]
        var output = block.mutableSpan
        try world.scatter(values.span, into: &output, root: root)
        #expect(block == [Double(2 * world.rank), Double(2 * world.rank + 1)])

        if !isRoot { values = [-1, -1] }
        var span = values.mutableSpan
        try world.scatter(inPlace: &span, root: root)
        #expect(values == (isRoot ? (0..<2 * n).map(Double.init) : block))
      }
    }

    @Test func eachRankGetsItsArrayOfAnyLength() throws {
      let world = try MPITests.world()
      let n = world.size
      for root in 0..<n {
        let blocks =
          world.rank == root ? (0..<n).map { [Int8](repeating: Int8($0), count: $0) } : nil
        #expect(
          try world.scatterV(blocks, root: root)
            == [Int8](repeating: Int8(world.rank), count: world.rank))
      }
    }

    @Test func moreThanMPICanNumberThrowsOnEveryRank() throws {
      let world = try MPITests.world()
      // Memory that is never touched is never there.
      let huge = [UInt8](unsafeUninitializedCapacity: 1 << 31) { _, count in count = 1 << 31 }
      for root in 0..<world.size {
        let blocks = [huge] + [[UInt8]](repeating: [], count: world.size - 1)
        #expect(throws: MPIError.self) {
          _ = try world.scatterV(world.rank == root ? blocks : nil, root: root)
        }
        #expect(throws: MPIError.self) {
          _ = try world.gatherV(world.rank == 0 ? huge : [], root: root)
        }
      }
      #expect(throws: MPIError.self) { _ = try world.allGatherV(world.rank == 0 ? huge : []) }
    }

    @Test func eachRankGetsTheBlockThatTheLayoutSays() throws {
      let world = try MPITests.world()
      let n = world.size
      for root in 0..<n {
        let isRoot = world.rank == root
        let layout = try BlockLayout(counts: (0..<n).map { $0 + 1 }, offsets: Array(0..<n))
        let values = isRoot ? Array(0..<layout.count) : []
        var block = [Int](repeating: -1, count: world.rank + 1)
        var output = block.mutableSpan
        try world.scatterV(values.span, layout: isRoot ? layout : nil, into: &output, root: root)
        #expect(block == Array(world.rank...2 * world.rank))
      }
    }

    @Test func allToAllTransposes() throws {
      let world = try MPITests.world()
      let (r, n) = (world.rank, world.size)
      #expect(try world.allToAll((0..<n).map { 10 * r + $0 }) == (0..<n).map { 10 * $0 + r })
      let sent = (0..<n).flatMap { [10 * r + $0, -1] }
      let received = (0..<n).flatMap { [10 * $0 + r, -1] }
      var result = [Int](repeating: 0, count: 2 * n)
      var output = result.mutableSpan
      try world.allToAll(sent.span, into: &output)
      #expect(result == received)
      var values = sent
      var span = values.mutableSpan
      try world.allToAll(inPlace: &span)
      #expect(values == received)
    }

    @Test func allToAllVTransposesBlocksOfAnyLength() throws {
      let world = try MPITests.world()
      let (r, n) = (world.rank, world.size)
      let sent = (0..<n).map { [Int](repeating: 10 * r + $0, count: r + 2 * $0) }
      let received = (0..<n).map { [Int](repeating: 10 * $0 + r, count: $0 + 2 * r) }
      #expect(try world.allToAllV(sent) == received)
      let layout = try BlockLayout(counts: sent.map(\.count))
      let resultLayout = try BlockLayout(counts: received.map(\.count))
      var result = [Int](repeating: 0, count: resultLayout.count)
      var output = result.mutableSpan
      let flat = sent.flatMap(\.self)
      try world.allToAllV(flat.span, layout: layout, into: &output, resultLayout: resultLayout)
      #expect(result == received.flatMap(\.self))
    }
  }
}
