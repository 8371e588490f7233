/// A mean in which the last values count most.
struct RunningMean {
  /// The mean; nil before the first value.
  private(set) var value: Double?
  /// What a new value counts.
  private let weight: Double

  /// - Parameter span: how many values it remembers, roughly.
  init(of span: Double) { weight = 1 / span }

  /// Takes a value in.
  mutating func include(_ newValue: Double) {
    value = value.map { $0 + (newValue - $0) * weight } ?? newValue
  }
}
