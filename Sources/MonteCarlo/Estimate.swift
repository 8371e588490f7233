/// π as a number of hits gives it.
public struct Estimate: Sendable {
  /// 4 · hits / samples.
  public let value: Double
  /// The standard deviation of ``value``: 4 · √(p · (1 − p) / samples) with p = hits / samples.
  public let standardError: Double

  /// Estimates π from how many of some random points in the unit square lie in the quarter circle.
  public init(hits: Int, samples: Int) {
    let p = Double(hits) / Double(samples)
    value = 4 * p
    standardError = 4 * (p * (1 - p) / Double(samples)).squareRoot()
  }
}
