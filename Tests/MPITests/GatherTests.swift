import MPI
import Testing

extension MPITests {
  @Suite struct GatherTests {
    @Test func theRootGetsTheRanksValuesInOrder() throws {
      let world = try MPITests.world()
      let n = world.size
      for root in 0..<n {
        let isRoot = world.rank == root
        #expect(
          try world.gather(world.rank * 3, root: root) == (isRoot ? (0..<n).map { $0 * 3 } : nil))
        let pairs = try world.gather([world.rank, -1], root: root)
        #expect(pairs == (isRoot ? (0..<n).flatMap { [$0, -1] } : nil))
      }
    }

    @Test func theRootGetsTheRanksSpansInOrder() throws {
      let world = try MPITests.world()
      let n = world.size
      let all = (0..<n).flatMap { [$0, -1] }
      for root in 0..<n {
        let isRoot = world.rank == root
        var result = [Int](repeating: 0, count: isRoot ? 2 * n : 0)
        var output = result.mutableSpan
        try world.gather([world.rank, -1].span, into: &output, root: root)
        #expect(result == (isRoot ? all : []))

        var values = isRoot ? [Int](repeating: 0, count: 2 * n) : [world.rank, -1]
        if isRoot { values.replaceSubrange(2 * root..<2 * root + 2, with: [root, -1]) }
        var span = values.mutableSpan
        try world.gather(inPlace: &span, root: root)
        #expect(values == (isRoot ? all : [world.rank, -1]))
      }
    }

    @Test func everyRankGetsTheRanksValuesInOrder() throws {
      let world = try MPITests.world()
      let n = world.size
      let all = (0..<n).flatMap { [$0, -1] }
      #expect(try world.allGather(world.rank) == Array(0..<n))
      #expect(try world.allGather([world.rank, -1]) == all)
      var result = [Int](repeating: 0, count: 2 * n)
      var output = result.mutableSpan
      try world.allGather([world.rank, -1].span, into: &output)
      #expect(result == all)
      var values = [Int](repeating: 0, count: 2 * n)
      values.replaceSubrange(2 * world.rank..<2 * world.rank + 2, with: [world.rank, -1])
      var span = values.mutableSpan
      try world.allGather(inPlace: &span)
      #expect(values == all)
    }

    @Test func theRootGetsArraysOfEveryLength() throws {
      let world = try MPITests.world()
      let n = world.size
      // Rank 0 has nothing to give.
      let mine = [Int16](repeating: Int16(world.rank), count: world.rank)
      let all = (0..<n).map { [Int16](repeating: Int16($0), count: $0) }
      for root in 0..<n {
        #expect(try world.gatherV(mine, root: root) == (world.rank == root ? all : nil))
      }
      #expect(try world.allGatherV(mine) == all)
    }

    @Test func spansOfEveryLengthGoWhereTheLayoutSays() throws {
      let world = try MPITests.world()
      let n = world.size
      let mine = [Int](repeating: world.rank, count: world.rank + 1)
      // The blocks lie in the opposite order, with a gap of one element after each.
      let counts = (0..<n).map { $0 + 1 }
      let offsets = (0..<n).map { rank in (rank + 1..<n).reduce(0) { $0 + $1 + 2 } }
      let layout = try BlockLayout(counts: counts, offsets: offsets)
      var expected = [Int](repeating: -1, count: layout.count)
      for rank in 0..<n {
        for index in layout[rank] { expected[index] = rank }
      }
      for root in 0..<n {
        let isRoot = world.rank == root
        var result = [Int](repeating: -1, count: isRoot ? layout.count : 0)
        var output = result.mutableSpan
        try world.gatherV(mine.span, into: &output, layout: isRoot ? layout : nil, root: root)
        #expect(result == (isRoot ? expected : []))
      }
      var result = [Int](repeating: -1, count: layout.count)
      var output = result.mutableSpan
      try world.allGatherV(mine.span, into: &output, layout: layout)
      #expect(result == expected)

      var values = [Int](repeating: -1, count: layout.count)
      values.replaceSubrange(layout[world.rank], with: mine)
      var span = values.mutableSpan
      try world.allGatherV(inPlace: &span, layout: layout)
      #expect(values == expected)
    }

    @Test func everyCollectiveTakesEmptySpans() throws {
      let world = try MPITests.world()
      let empty: [Int] = []
      var result: [Int] = []
      var none = result.mutableSpan
      let layout = try BlockLayout(counts: [Int](repeating: 0, count: world.size))
      for root in 0..<world.size {
        let isRoot = world.rank == root
        #expect(try world.broadcast(empty, root: root) == [])
        try world.broadcast(&none, root: root)
        try world.reduce(empty.span, into: &none, .sum, root: root)
        try world.reduce(&none, .sum, root: root)
        #expect(try world.gather(empty, root: root) == (isRoot ? [] : nil))
        try world.gather(empty.span, into: &none, root: root)
        try world.gather(inPlace: &none, root: root)
        #expect(
          try world.gatherV(empty, root: root)
            == (isRoot ? [[Int]](repeating: [], count: world.size) : nil))
        try world.gatherV(empty.span, into: &none, layout: isRoot ? layout : nil, root: root)
        #expect(try world.scatter(isRoot ? empty : nil, count: 0, root: root) == [])
        try world.scatter(empty.span, into: &none, root: root)
        try world.scatter(inPlace: &none, root: root)
        try world.scatterV(empty.span, layout: isRoot ? layout : nil, into: &none, root: root)
      }
      #expect(try world.allReduce(empty, .sum) == [])
      try world.allReduce(&none, .sum)
      #expect(try world.scan(empty, .sum) == [])
      try world.scan(&none, .sum)
      #expect(try world.exclusiveScan(empty, .sum) == (world.rank == 0 ? nil : []))
      try world.exclusiveScan(&none, .sum)
      #expect(try world.allGather(empty) == [])
      try world.allGather(inPlace: &none)
      try world.allGatherV(inPlace: &none, layout: layout)
      #expect(try world.allToAll(empty) == [])
      try world.allToAll(inPlace: &none)
      try world.allToAllV(empty.span, layout: layout, into: &none, resultLayout: layout)
    }
  }
}
