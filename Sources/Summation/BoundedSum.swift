/// An exactly accumulated sum together with an exactly accumulated bound of its error.
///
/// `sum` adds what was computed, without rounding; `bound` and `termBound` add what each may be wrong
/// by. The true sum lies within `sum ± (bound + termBound)`, and everything that is said of it here
/// follows from this.
public struct BoundedSum: Sendable {
  /// The number of words of ``words``.
  public static let wordCount = 4 * Superaccumulator.wordCount + 1

  /// The sum of the computed terms.
  public var sum = Superaccumulator()

  /// The bound of the difference between ``sum`` and the true sum, but for ``termBound``; never negative.
  public var bound = Superaccumulator()

  /// What the computed terms may be wrong by, where that is told apart from what adding them may lose; never
  /// negative.
  public var termBound = Superaccumulator()

  /// The sum of the terms' absolute values, nearly: it tells how many digits cancel.
  public var magnitudes = Superaccumulator()

  /// How many terms were added.
  public var termCount = 0

  /// The empty sum, which is exactly zero.
  public init() {}

  /// Reads back ``words``, or the element-wise sum of the words of up to 2³¹ sums.
  ///
  /// - Parameter words: ``wordCount`` values.
  public init(words: [Int64]) {
    precondition(words.count == Self.wordCount, "a bounded sum has \(Self.wordCount) words")
    func accumulator(_ index: Int) -> Superaccumulator {
      let count = Superaccumulator.wordCount
      return Superaccumulator(words: Array(words[index * count..<(index + 1) * count]))
    }
    sum = accumulator(0)
    bound = accumulator(1)
    magnitudes = accumulator(2)
    termBound = accumulator(3)
    termCount = Int(words[words.count - 1])
  }

  /// The state as integers: their element-wise sum over parts (`MPI_SUM`) is the state of the
  /// whole.
  public var words: [Int64] {
    sum.words + bound.words + magnitudes.words + termBound.words + [Int64(termCount)]
  }

  /// Adds the terms, the error bound, the absolute values and the count of another part of the sum; exact in any order.
  public static func += (whole: inout Self, part: Self) {
    whole.sum += part.sum
    whole.bound += part.bound
    whole.termBound += part.termBound
    whole.magnitudes += part.magnitudes
    whole.termCount += part.termCount
  }

  /// The nearest double to ``sum``.
  public var value: Double {
    sum.rounded
  }

  /// ``bound`` and ``termBound`` together.
  package var totalBound: Superaccumulator { bound + termBound }

  /// Whether ``value`` is certainly the true sum, correctly rounded: both ends of the interval
  /// round to it.
  public var isProven: Bool { isRounded(totalBound) }

  /// Whether ``value`` is certainly the sum of the computed terms, correctly rounded, however wrong
  /// ``termBound`` says that these may be.
  public var isRounded: Bool { isRounded(bound) }

  private func isRounded(_ bound: Superaccumulator) -> Bool {
    (sum - bound).rounded == (sum + bound).rounded && value.isFinite
  }

  /// The whole bound as a double, rounded up; zero only for a sum that is exact.
  public var errorBound: Double {
    let bound = totalBound
    let nearest = bound.rounded
    var excess = bound
    excess.add(-nearest)
    return excess.isNegativeOrZero ? nearest : nearest.nextUp
  }

  /// The true sum in decimal to as many places as the bound supports.
  ///
  /// Both ends of the interval, and so the true sum, round to this text. An exact sum has all its
  /// decimals. Where not even the units are certain, the text has the leading digits that are and a power
  /// of ten, such as `1.234e45`; where none is, it is `unknown`.
  public var digits: String {
    let bound = totalBound
    guard !bound.isZero else { return sum.decimal(places: sum.exactPlaces) }
    guard value.isFinite else { return "\(value)" }
    guard errorBound.isFinite else { return Magnitude.unknownDigits }
    // 10^-places is at first below the bound; log10(2) = 0.30103.
    var places = max(0, Int(Double(-errorBound.exponent) * 0.30103) + 1)
    let (low, high) = (sum - bound, sum + bound)
    while places > 0 && low.decimal(places: places) != high.decimal(places: places) { places -= 1 }
    guard low.decimal(places: places) == high.decimal(places: places) else {
      return Magnitude.leadingDigits(low.magnitude, high.magnitude)
    }
    return sum.decimal(places: places)
  }

  /// The bound in scientific notation with two digits, rounded up, such as `1.3e-26`; `0` if exact.
  public var errorBoundText: String {
    let bound = totalBound
    guard !bound.isZero else { return "0" }
    guard errorBound.isFinite else { return "\(errorBound)" }
    return bound.magnitude.roundedUpText
  }
}
