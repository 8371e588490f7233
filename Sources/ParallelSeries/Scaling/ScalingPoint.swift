/// What was measured on a layout.
public struct ScalingPoint: Sendable {
  /// What is kept equal.
  public enum Kind: String, Sendable, CaseIterable {
    /// The whole work, whatever the number of cores.
    case strong
    /// The work of each core.
    case weak
  }

  /// One of the measurements.
  struct Sample: Sendable {
    let seconds: Double
    let compute: Double
    let imbalance: Double
  }

  /// What is kept equal.
  public let kind: Kind

  /// On what it was measured.
  public let layout: ScalingLayout

  /// How many nodes that took.
  public let hosts: Int

  /// Terms that were summed.
  public let terms: Int

  /// In the order of their times.
  private let samples: [Sample]

  init(_ kind: Kind, _ layout: ScalingLayout, hosts: Int, terms: Int, samples: [Sample]) {
    precondition(!samples.isEmpty, "a point has a sample")
    self.kind = kind
    self.layout = layout
    self.hosts = hosts
    self.terms = terms
    self.samples = samples.sorted { $0.seconds < $1.seconds }
  }

  private var median: Sample { samples[(samples.count - 1) / 2] }

  /// Seconds from the first term until all ranks have met behind the reduction: the median.
  public var seconds: Double { median.seconds }

  /// The shortest of the measurements.
  public var fastest: Double { samples[0].seconds }

  /// The longest of the measurements.
  public var slowest: Double { samples[samples.count - 1].seconds }

  /// Of the median: seconds that the slowest rank summed.
  public var computeSeconds: Double { median.compute }

  /// Of the median: the rest, which is the reduction, the barrier behind it, and what ranks waited for a
  /// core that they had to share.
  public var reduceSeconds: Double { max(0, median.seconds - median.compute) }

  /// Of the median: how much longer the slowest rank summed than the mean; 1 is perfect balance.
  public var imbalance: Double { median.imbalance }

  /// Terms summed in a second.
  public var rate: Double { Double(terms) / max(seconds, 1e-9) }

  /// How much faster than on another layout: the ratio of the rates, which for strong scaling is that of
  /// the times.
  public func speedup(over base: ScalingPoint) -> Double { rate / base.rate }

  /// The part of the added cores that is seen in the speed: 1 is perfect.
  public func efficiency(over base: ScalingPoint) -> Double {
    speedup(over: base) * Double(base.layout.cores) / Double(layout.cores)
  }
}
