import MonteCarlo
import Series
import Summation
import Testing

private func engine(seed: UInt64, upTo limit: Int) throws -> RandomPointEngine {
  try RandomPointEngine(
    SlowSeries(
      .randomPoint(seed: seed), filter: DigitFilter(omitting: []),
      limit: .number(WholeNumber(limit))))
}

@Suite struct RandomPointEngineTests {
  @Test(arguments: [0, 42, UInt64.max], [1, 2, 3, 65_535, 65_536, 65_537, 1_000_000])
  func sumIsTheNumberOfHits(seed: UInt64, limit: Int) throws {
    let engine = try engine(seed: seed, upTo: limit)
    let sum = engine.sum(of: engine.blocks)
    let hits = QuarterCircle(seed: seed).hits(of: 0..<limit)
    #expect(sum.value == Double(hits))
    #expect(sum.digits == "\(hits)")
    #expect(sum.bound.isZero)
    #expect(sum.magnitudes.words == sum.sum.words)
    #expect(sum.termCount == limit)
    #expect(engine.termCount == limit)
  }

  @Test func partsAddUpToTheSameBits() throws {
    let engine = try engine(seed: 7, upTo: 1_234_567)
    let whole = engine.sum(of: engine.blocks)
    for parts in [2, 3, 7, 100] {
      var merged = BoundedSum()
      for index in (0..<parts).reversed() {
        merged += engine.sum(of: engine.numbers.part(index, of: parts, in: engine.blocks))
      }
      #expect(merged.words == whole.words)
    }
    #expect(engine.sum(of: 0..<0).termCount == 0)
  }

  @Test(arguments: [1, 65_536, 65_537, 500_000])
  func lowerLimitIsThatOfAnEngineOfItsOwn(limit: Int) throws {
    let limited = try engine(seed: 1, upTo: 700_000).limited(to: limit)
    let fresh = try engine(seed: 1, upTo: limit)
    #expect(limited.series.limit == .number(WholeNumber(limit)))
    #expect(limited.termCount == limit)
    #expect(limited.sum(of: limited.blocks).words == fresh.sum(of: fresh.blocks).words)
  }

  @Test func limitMustBeADouble() throws {
    #expect(try engine(seed: 1, upTo: 1 << 53).termCount == 1 << 53)
    #expect(throws: SeriesError.self) { try engine(seed: 1, upTo: 1 << 53 + 1) }
  }
}
