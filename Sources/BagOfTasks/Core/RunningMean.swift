/// A mean in which the last values count most.
struct RunningMean {
  /// The mean; nil before the first value.
  private(set) var value: Double?
  /// How many values it remembers, roughly.
  let span: Double

  init(of span: Double) { self.span = span }

  /// Takes a value in.
  mutating func include(_ newValue: Double) {
    value = value.map { $0 + (newValue - $0) / span } ?? newValue
  }
}
