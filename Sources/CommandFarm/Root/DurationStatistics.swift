/// The median of durations, to one per cent, in little memory.
///
/// A histogram with bins that grow by 2 % each, from a microsecond to a century.
package struct DurationStatistics {
  private var bins = [Int](repeating: 0, count: 1800)
  package private(set) var count = 0
  private var sum = 0.0

  package init() {}

  /// Takes a duration in, in seconds.
  package mutating func include(_ seconds: Double) {
    bins[Self.bin(seconds)] += 1
    count += 1
    sum += seconds
  }

  /// The median in seconds; nil where there are too few durations to go by.
  package var median: Double? {
    guard count >= Self.enough else { return nil }
    var before = 0
    for (index, bin) in bins.enumerated() {
      before += bin
      if 2 * before >= count { return Self.value(index) }
    }
    return nil
  }

  /// The mean in seconds; nil before the first.
  package var mean: Double? { count > 0 ? sum / Double(count) : nil }

  // The logarithm to base 1.02, by the exponent and a linear fraction of it: 35 bins an octave. No libm,
  // though nothing here has to be the same everywhere.
  private static func bin(_ seconds: Double) -> Int {
    guard seconds > smallest, seconds.isFinite else { return 0 }
    let ratio = seconds / smallest
    return min(1799, Int(ratio.exponent) * 35 + Int((ratio.significand - 1) * 35))
  }

  private static func value(_ bin: Int) -> Double {
    let (octave, part) = bin.quotientAndRemainder(dividingBy: 35)
    let significand = 1 + (Double(part) + 0.5) / 35
    return smallest * Double(sign: .plus, exponent: octave, significand: significand)
  }

  private static let smallest = 1e-6
  private static let enough = 3
}
