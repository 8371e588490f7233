import CommandFarm
import Testing

@Suite struct DurationStatisticsTests {
  @Test func theMedianIsThatOfTheDurationsToTwoPerCent() throws {
    for scale in [1e-4, 0.3, 1, 77, 1e5] {
      var statistics = DurationStatistics()
      for value in 1...101 { statistics.include(Double(value) * scale) }
      let median = try #require(statistics.median)
      #expect(abs(median / (51 * scale) - 1) < 0.02)
    }
  }

  @Test func fewDurationsHaveNoMedian() {
    var statistics = DurationStatistics()
    statistics.include(1)
    statistics.include(2)
    #expect(statistics.median == nil)
    #expect(statistics.mean == 1.5)
  }

  @Test func absurdDurationsAreTaken() {
    var statistics = DurationStatistics()
    for value in [0, -1, .nan, .infinity, 1e300, 1e-300] { statistics.include(value) }
    #expect(statistics.count == 6)
  }
}
