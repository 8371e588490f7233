import CMPFR
public import Summation

/// The engine that sums other terms than 1/k by the moments of digit strings, in ball arithmetic: O(digits)
/// steps for a limit of so many digits, or none at all.
///
/// It takes every term but random and compiled ones; ``MomentsEngine`` is faster for 1/k. It runs on one
/// thread. Its bounds are proven: see ``Ball`` for what is rounded, and ``Expansion`` for what is left
/// out.
public struct TermMoments: Sendable {
  /// The series that is summed.
  public let series: SlowSeries

  /// Whether the series has no limit and its sum grows beyond every number.
  public let diverges: Bool

  let shape: TermShape
  let automaton: DigitAutomaton
  let map: DigitMap
  let graph: StateGraph

  /// s, or a little more.
  let exponent: Double

  /// The greatest exponent that is taken.
  private static let mostExponent = 10_000.0

  /// Prepares the states of a series' condition.
  ///
  /// - Throws: ``SeriesError`` for a random or compiled term, for an exponent or an angle out of range,
  ///   and if it cannot be told whether the sum diverges.
  public init(_ series: SlowSeries) throws(SeriesError) {
    guard let shape = TermShape(series.term) else {
      throw SeriesError("the terms \(series.term) have no moments: only engine direct sums them")
    }
    let s = Ball(shape.exponent, bits: 64)
    exponent = s.middle.with { mpfr_get_d($0, MPFR_RNDU) }.nextUp
    guard s.isCertainlyPositive, exponent < Self.mostExponent else {
      throw SeriesError(
        "the exponent \(shape.exponent) is out of range: give one above 0 and up to 10000")
    }
    if case .angle(let theta) = shape.turn, theta.isZero {
      throw SeriesError("the angle 0 makes the harmonic series: give another, or sum 1/k")
    }
    self.series = series
    self.shape = shape
    // Without a condition the base does not matter.
    automaton =
      series.filter.isEmpty ? try DigitAutomaton(DigitFilter(omitting: [])) : series.automaton
    map = DigitMap(automaton)
    graph = StateGraph(map)
    let mayDiverge = series.limit == .infinity && !shape.isTwisted
    diverges = mayDiverge ? try TermDivergence(graph, shape.exponent).diverges : false
  }

  /// How many terms the sum has.
  ///
  /// - Complexity: as of ``MomentsEngine/termCount``.
  public var termCount: TermCount { MomentsEngine(series).termCount }

  /// The sum.
  ///
  /// - Parameter bits: the sum is enclosed to within 2^-`bits`.
  /// - Returns: the same ends on every machine.
  /// - Throws: ``SeriesError`` for a sum that diverges, and for what would take too long.
  public func sum(bits: Int) throws(SeriesError) -> Enclosure {
    try enclosure { radius, _ in radius + bits + 2 }
  }

  /// The sum, so exactly that it can be printed.
  ///
  /// Ends on both sides of a tie, as for 1/8 to two decimals, never round alike: then they are given
  /// as near to each other as 2^-1000, or with four times as many bits as the decimals need.
  ///
  /// - Parameter decimals: the ends agree when rounded to so many decimals; nil: when rounded to a
  ///   double.
  /// - Returns: the same ends on every machine.
  /// - Throws: as ``sum(bits:)``.
  public func sum(decimals: Int?) throws(SeriesError) -> Enclosure {
    // A decimal has 3.322 bits.
    let wanted = decimals.map { Int(Double($0) * 3.3220) + 16 } ?? 96
    var bits = wanted
    while true {
      let sum: Enclosure
      if decimals == nil {
        // A sum of many digits before the point need not have as many behind it.
        sum = try enclosure { radius, size in radius + bits + 2 - max(0, size) }
      } else {
        sum = try self.sum(bits: bits)
      }
      if sum.value == 0 && termCount == .exact("0") { return .zero }
      let isEnough = decimals.map { sum.decimal(places: $0) != nil } ?? sum.isProven
      if isEnough || bits >= max(1000, 4 * wanted) { return sum }
      bits += bits / 2
    }
  }

  /// The sum with a radius that is small enough, by more bits until it is.
  ///
  /// - Parameter excess: how many bits of precision are wanting, if positive; it is told the bits of the
  ///   radius, and of the sum.
  /// - Returns: the first that is small enough.
  /// - Throws: as ``sum(bits:)``.
  private func enclosure(
    _ excess: (_ radius: Int, _ size: Int) -> Int
  ) throws(SeriesError) -> Enclosure {
    guard map.accepts.contains(true) else { return .zero }
    if diverges { throw SeriesError("the sum diverges") }
    // MPFR keeps π and the like for the thread, which may not live as long.
    defer { mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE) }
    var bits = max(64, excess(0, 0) + 40)
    for _ in 0..<12 {
      let ball = try ball(bits: bits)
      if let enclosure = ball.enclosure {
        let more = ball.radius.bits.map { excess($0, ball.magnitude.bits ?? 0) } ?? 0
        if more <= 0 { return enclosure }
        bits += more + 16
      } else {
        bits *= 2
      }
    }
    throw SeriesError("the sum cannot be told so exactly: ask for fewer decimals")
  }

  /// The sum, computed with so many bits.
  private func ball(bits: Int) throws(SeriesError) -> Ball {
    let sum = TermSum(self, bits: bits)
    switch series.limit {
    case .infinity:
      return shape.isTwisted ? shape.limit(bits: bits) : shape.part(try sum.limit())
    case .number(let number):
      return shape.part(try sum.finite(digits(number)))
    case .power(let base, let exponent):
      guard let number = WholeNumber(power: base, exponent) else {
        throw SeriesError("a limit of so many digits is only taken for sums of 1/k")
      }
      return shape.part(try sum.finite(digits(number)))
    }
  }

  /// The digits of the last k that is looked at.
  private func digits(_ limit: WholeNumber) -> [Int] {
    var digits = limit.digits(inBase: map.base)
    var carry = 0
    for index in digits.indices.reversed() {
      let product = digits[index] * shape.stride + carry
      digits[index] = product % map.base
      carry = product / map.base
    }
    return carry == 0 ? digits : [carry] + digits
  }
}
