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
    // All points or none say little of how likely one is to hit: one more of each kind is taken for granted.
    let isExtreme = hits == 0 || hits == samples
    let q = isExtreme ? Double(hits + 1) / Double(samples + 2) : p
    standardError = 4 * (q * (1 - q) / Double(samples)).squareRoot()
  }
}
