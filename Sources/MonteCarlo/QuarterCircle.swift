/// Random points in the unit square, and how many of them lie in the quarter of the unit circle.
///
/// Sample i is a function of i and the seed: the block of random words with the counter i/2 holds
/// the points 2i and 2i + 1, two words each. Coordinates are the middles of 2³⁰ equal parts of the
/// side, and all arithmetic is in integers, so a count is exact and the same on every machine.
public struct QuarterCircle: Sendable {
  private let generator: Philox4x32

  /// The points of a seed.
  public init(seed: UInt64) {
    generator = Philox4x32(seed: seed)
  }

  /// How many of the points with these numbers lie in the quarter circle.
  ///
  /// - Parameter samples: the points' numbers, not negative.
  /// - Returns: the count; that of a range is the sum of its parts' counts.
  public func hits(of samples: Range<Int>) -> Int {
    guard !samples.isEmpty else { return 0 }
    var misses: UInt64 = 0
    // Blocks of which the range holds both points.
    let blocks = (samples.lowerBound + 1) / 2..<samples.upperBound / 2
    for block in blocks {
      let (first, second) = self.misses(ofBlock: block)
      misses &+= first &+ second
    }
    if samples.lowerBound % 2 == 1 { misses += self.misses(ofBlock: samples.lowerBound / 2).1 }
    if samples.upperBound % 2 == 1 { misses += self.misses(ofBlock: samples.upperBound / 2).0 }
    return samples.count - Int(misses)
  }

  /// For both points of a block: 1 if it lies outside, 0 if inside.
  @inline(__always)
  private func misses(ofBlock block: Int) -> (UInt64, UInt64) {
    let words = generator.words(at: UInt64(truncatingIfNeeded: block))
    return (Self.miss(words.0, words.1), Self.miss(words.2, words.3))
  }

  /// 1 if the point that two words make lies outside, else 0.
  ///
  /// The coordinates are odd numbers below R = 2³¹. Outside is x² + y² > R² = 2⁶², which is bit 62 of
  /// the sum (the sum is never R², and always below 2⁶³). No branch: the loop becomes vector code.
  @inline(__always)
  private static func miss(_ xWord: UInt32, _ yWord: UInt32) -> UInt64 {
    let x = UInt64(xWord >> 1 | 1)
    let y = UInt64(yWord >> 1 | 1)
    return (x &* x &+ y &* y) >> 62
  }
}
