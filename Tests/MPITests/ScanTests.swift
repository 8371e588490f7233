import MPI
import Testing

extension MPITests {
  @Suite struct ScanTests {
    @Test func scanIncludesThisRank() throws {
      let world = try MPITests.world()
      let r = world.rank
      #expect(try world.scan(r + 1, .sum) == (r + 1) * (r + 2) / 2)
      #expect(try world.scan([r, 1], .sum) == [r * (r + 1) / 2, r + 1])
      var values = [r, 1]
      var result = [0, 0]
      var output = result.mutableSpan
      try world.scan(values.span, into: &output, .sum)
      #expect(result == [r * (r + 1) / 2, r + 1])
      var span = values.mutableSpan
      try world.scan(&span, .sum)
      #expect(values == result)
    }

    @Test func exclusiveScanLeavesThisRankOutAndRankZeroHasNone() throws {
      let world = try MPITests.world()
      let r = world.rank
      #expect(try world.exclusiveScan(r + 1, .sum) == (r == 0 ? nil : r * (r + 1) / 2))
      #expect(try world.exclusiveScan([1, r], .sum) == (r == 0 ? nil : [r, r * (r - 1) / 2]))
      var values = [1, r]
      var result = [0, 0]
      var output = result.mutableSpan
      try world.exclusiveScan(values.span, into: &output, .sum)
      var span = values.mutableSpan
      try world.exclusiveScan(&span, .sum)
      if r > 0 {
        #expect(result == [r, r * (r - 1) / 2])
        #expect(values == result)
      }
    }
  }
}
