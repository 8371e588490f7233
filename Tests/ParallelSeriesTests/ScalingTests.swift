import ParallelSeries
import Series
import Testing

@Suite struct ScalingTests {
  private func grid(_ ranks: Int, _ threads: Int) -> [[Int]] {
    ScalingLayout.grid(ranks: ranks, threads: threads).map { [$0.ranks, $0.threads] }
  }

  @Test func layoutsDoubleUpToAllThereIs() {
    #expect(grid(1, 1) == [[1, 1]])
    #expect(grid(4, 1) == [[1, 1], [2, 1], [4, 1]])
    #expect(grid(1, 6) == [[1, 1], [1, 2], [1, 4], [1, 6]])
    #expect(grid(3, 2) == [[1, 1], [1, 2], [2, 1], [3, 1], [2, 2], [3, 2]])
  }

  @Test(arguments: 1...70) func theLastLayoutIsAllCores(ranks: Int) {
    let layouts = ScalingLayout.grid(ranks: ranks, threads: 8)
    #expect(layouts.first == ScalingLayout(ranks: 1, threads: 1))
    #expect(layouts.last == ScalingLayout(ranks: ranks, threads: 8))
    #expect(Set(layouts).count == layouts.count)
  }

  @Test func moreTermsThanThereAreAreRefused() throws {
    let series = try SlowSeries(filter: DigitFilter(omitting: ["9"]), upTo: 1000)
    let layouts = ScalingLayout.grid(ranks: 4, threads: 2)
    for terms in [1_000_000_000_000_000, Int.max] {
      #expect(throws: SeriesError.self) {
        try ScalingPlan(series, termsPerCore: terms, repeats: 1, layouts: layouts)
      }
    }
    #expect(
      try ScalingPlan(series, termsPerCore: 1_000_000_000, repeats: 1, layouts: layouts)
        .layouts.count == 6)
  }
}
