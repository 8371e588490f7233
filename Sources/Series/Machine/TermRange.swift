/// What is known of a value of a program for some numbers k: where it lies, and how far it is from the true one.
///
/// The true value is that of the term as it is written, in real numbers. Both it and the computed one lie from
/// ``lower`` to ``upper``. Two bounds hold for their difference: ``error``, and ``relative`` times the true value's
/// absolute value and ``offset``. All are rounded up, by more than their evaluation can be wrong.
struct TermRange: Hashable {
  var lower: Double
  var upper: Double
  var error: Double
  var relative: Double
  var offset: Double

  /// Whether both values are integers, and the same.
  var isInteger = false

  /// Where a mask is certain: nil where it can be either.
  var isTrue: Bool?

  /// Whether the true mask may be another than the computed one.
  var isDoubtful = false

  /// 2⁻⁵³: what rounding to a double may change, relatively.
  static let unit = 0x1p-53

  /// A value from `lower` to `upper` that is exact.
  init(_ lower: Double, _ upper: Double) {
    (self.lower, self.upper) = (lower, upper)
    (error, relative, offset) = (0, 0, 0)
  }

  /// A value with either bound, or with both; each is made as small as the other allows.
  init(
    _ lower: Double, _ upper: Double, error: Double, relative: Double, offset: Double = 0
  ) {
    guard !lower.isNaN, !upper.isNaN else {
      self = .unknown
      return
    }
    (self.lower, self.upper) = (lower, upper)
    (self.error, self.relative, self.offset) = (
      error.isNaN ? .infinity : error, relative.isNaN ? .infinity : relative,
      offset.isNaN ? .infinity : offset
    )
    if upper.isInfinite || lower.isInfinite { self.error = .infinity }
    let fromRelative = Self.sum(Self.product(self.relative, magnitude), self.offset)
    self.error = min(self.error, fromRelative)
    if self.relative.isInfinite || self.offset.isInfinite {
      // An error may always be taken for an offset.
      (self.relative, self.offset) = (0, self.error)
    }
  }

  /// A mask.
  init(mask isTrue: Bool?, isDoubtful: Bool = false) {
    self.init(0, 1)
    self.isTrue = isTrue
    self.isDoubtful = isDoubtful
  }

  /// Any number, or none.
  static var unknown: Self {
    var range = Self(-.infinity, .infinity)
    (range.error, range.relative, range.offset) = (.infinity, 0, .infinity)
    return range
  }

  /// Where both values lie, in absolute value.
  var magnitude: Double { max(-lower, upper) }

  /// The least absolute value.
  var floor: Double { lower > 0 ? lower : upper < 0 ? -upper : 0 }

  /// Whether the computed value is the true one.
  var isExact: Bool { error == 0 }

  // MARK: Rounding up

  /// a + b, or more.
  static func sum(_ a: Double, _ b: Double) -> Double {
    a == 0 ? b : b == 0 ? a : (a + b) * (1 + 0x1p-50)
  }

  /// a·b, or more, for numbers that are not negative; zero where one is zero.
  static func product(_ a: Double, _ b: Double) -> Double {
    a == 0 || b == 0 ? 0 : max(a * b * (1 + 0x1p-50), .leastNonzeroMagnitude)
  }

  /// a/b, or more, for numbers that are not negative.
  static func quotient(_ a: Double, _ b: Double) -> Double {
    a == 0 ? 0 : max(a / b * (1 + 0x1p-50), .leastNonzeroMagnitude)
  }

  /// The range as a number rounded there, by so many units, may leave it.
  static func widened(_ lower: Double, _ upper: Double, units: Double = 1)
    -> (lower: Double, upper: Double)
  {
    let factor = 0x1p-52 * (units + 1)
    let (low, high) = (lower - abs(lower) * factor, upper + abs(upper) * factor)
    // Nothing that is rounded changes its sign.
    return (lower == 0 ? 0 : low.nextDown, upper == 0 ? 0 : high.nextUp)
  }
}
