import Testing
import Series
import Summation
@Test func smoke() throws {
  let series = try SlowSeries(filter: DigitFilter(omitting: ["9"]), upTo: 100_000_000)
  let engine = DirectEngine(series)
  for _ in 0..<3 {
  let t = ContinuousClock().measure { 
  let s = engine.sum(of: engine.blocks)
  print(s.value, s.digits, s.errorBoundText, s.isProven, s.termCount, series.termCount)
  }
  print(t)
  }
}
