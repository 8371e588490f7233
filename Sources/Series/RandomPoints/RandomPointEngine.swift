import MonteCarlo
public import Summation

/// The engine that counts random points in the quarter circle: π by Monte Carlo.
///
/// The term of k is 1 if point k − 1 of the seed lies in the quarter circle (``QuarterCircle`` numbers
/// points from 0), else 0. So a sum is the number of hits, an integer without error, and
/// `Estimate(hits:samples:)` makes π of it. A point is a function of its number and of the seed
/// alone, so hits are the same for every way to share out blocks.
public struct RandomPointEngine: BlockEngine {
  /// Points in a block, as a power of two: some 60 µs of work.
  private static let blockBits = 16

  /// The series that is summed.
  public private(set) var series: SlowSeries

  /// Its numbers, which are those of the points, and one more.
  public private(set) var numbers: NumberBlocks

  private let points: QuarterCircle

  /// Prepares nothing.
  ///
  /// - Parameter series: of the term ``Term/randomPoint(seed:)``.
  /// - Throws: ``SeriesError`` for a limit above 2⁵³.
  public init(_ series: SlowSeries) throws(SeriesError) {
    guard case .randomPoint(let seed) = series.term else {
      preconditionFailure("the terms \(series.term) are no random points")
    }
    self.series = series
    numbers = try NumberBlocks(allUpTo: series.directLimit(), blockBits: Self.blockBits)
    points = QuarterCircle(seed: seed)
  }

  /// The same engine for an upper limit that is not greater.
  public func limited(to upperLimit: Int) -> Self {
    var engine = self
    engine.series = series.limited(to: upperLimit)
    engine.numbers = numbers.limited(to: upperLimit)
    return engine
  }

  /// The number of hits among the points of some blocks; its bound is zero.
  public func sum(of blocks: Range<Int>) -> BoundedSum {
    let numbers = numbers.numbers(of: blocks)
    // There is no number 0.
    let samples = max(numbers.lowerBound - 1, 0)..<max(numbers.upperBound - 1, 0)
    var result = BoundedSum()
    result.sum.add(Double(points.hits(of: samples)))
    result.magnitudes = result.sum
    result.termCount = samples.count
    return result
  }
}
