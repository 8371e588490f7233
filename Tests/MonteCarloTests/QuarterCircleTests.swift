import MonteCarlo
import Testing

/// The count of hits.
@Suite struct QuarterCircleTests {
  /// Sample by sample, as the documentation says it: coordinates are the middles of 2³⁰ parts.
  static func isHit(_ sample: Int, seed: UInt64) -> Bool {
    let words = Philox4x32(seed: seed).words(at: UInt64(sample / 2))
    let pair = sample % 2 == 0 ? (words.0, words.1) : (words.2, words.3)
    let (x, y) = (Double(pair.0 / 4) + 0.5, Double(pair.1 / 4) + 0.5)
    // In units of 2⁻³⁰; exact, except where a point is within 2⁻⁵⁰ of the circle.
    return x * x + y * y < 0x1p60
  }

  @Test(arguments: [0, 1, 42, UInt64.max]) func hitsAreThoseOfThePlainDefinition(seed: UInt64) {
    let points = QuarterCircle(seed: seed)
    for start in [0, 1, 2, 1_000_001, 1 << 33, 1 << 52] {
      for count in [0, 1, 2, 3, 1000, 1001] {
        let samples = start..<start + count
        let expected = samples.count { Self.isHit($0, seed: seed) }
        #expect(points.hits(of: samples) == expected, "\(samples)")
      }
    }
  }

  @Test func hitsOfPartsAddUp() {
    let points = QuarterCircle(seed: 7)
    let cuts = [0, 1, 2, 5, 1000, 65_537, 65_538, 300_000]
    let parts = zip(cuts, cuts.dropFirst()).map { points.hits(of: $0..<$1) }
    #expect(parts.reduce(0, +) == points.hits(of: 0..<300_000))
  }

  @Test(arguments: 1...10) func estimateIsWithinFiveStandardErrors(seed: UInt64) {
    let samples = 1 << 20
    let hits = QuarterCircle(seed: seed).hits(of: 0..<samples)
    let estimate = Estimate(hits: hits, samples: samples)
    #expect(abs(estimate.value - .pi) < 5 * estimate.standardError)
  }

  @Test func standardErrorIsThatOfABinomialShare() {
    let estimate = Estimate(hits: 3, samples: 4)
    #expect(estimate.value == 3)
    // 4 √(3/16 / 4)
    #expect(estimate.standardError == 0.75.squareRoot())
  }
}
