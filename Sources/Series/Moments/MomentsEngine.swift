public import Summation

/// The engine that sums by the moments of digit strings: O(digits) steps for a limit of so many
/// digits, or none at all.
///
/// All numbers from some least prefix n0 on are in one of (b − 1)·n0 families: those that begin with
/// n, for n0 <= n < b·n0. Families, or what of them is below the limit, are summed by the moments of
/// their further digits (``MomentTables``, ``LimitMoments``), smaller numbers one by one.
///
/// Every step rounds down, and what that can add up to is known: so the true sum lies between the
/// result and what so many units more are.
public struct MomentsEngine: Sendable {
  /// The series that is summed.
  public let series: SlowSeries

  let map: DigitMap
  let graph: StateGraph

  /// Prepares the states of a series' condition.
  public init(_ series: SlowSeries) {
    self.series = series
    map = DigitMap(series.automaton)
    graph = StateGraph(map)
  }

  /// Whether the sum grows without a limit if the series has none.
  public var diverges: Bool { graph.diverges }

  /// Whether only finitely many numbers meet the condition.
  public var isFinite: Bool { graph.isFinite }

  /// Whether no number at all meets the condition.
  public var isEmpty: Bool { !map.accepts.contains(true) }

  /// The sum.
  ///
  /// - Parameters:
  ///   - bits: the sum is enclosed to within 2^-`bits`.
  ///   - team: threads and ranks that share the work; all ranks are given the sum.
  /// - Returns: the same ends for every team.
  /// - Throws: ``SeriesError`` for a sum that diverges, and for what would take too much memory;
  ///   what the team throws.
  public func sum(bits: Int, team: Team = .alone) throws -> Enclosure {
    try sum(upTo: series.limit, bits: bits, team: team)
  }

  /// The same for the same condition and any limit.
  func sum(upTo limit: SeriesLimit, bits: Int, team: Team) throws -> Enclosure {
    guard !isEmpty else { return .zero }
    switch limit {
    case .infinity:
      return try LimitSum(self, bits: bits, team: team).enclosure
    case .number(let number):
      let digits = number.digits(inBase: map.base)
      return try FiniteSum(self, upTo: digits, bits: bits, team: team).enclosure
    case .power(let base, let exponent):
      guard base == map.base else {
        throw SeriesError(
          "a limit of so many digits has to be a power of the base, \(map.base)^M")
      }
      // Where the limit's own reciprocal may matter, its digits are few enough.
      let isHuge =
        exponent > 1000 && Double(exponent) * MomentFormat.log2Below(base) > Double(bits + 256)
      // Many states make for too large matrices, which some thousand digits can do without.
      guard isHuge, exponent > 10_000 || PowerSum.isFast(self, exponent: exponent, bits: bits)
      else {
        let digits = [1] + Array(repeating: 0, count: exponent)
        return try FiniteSum(self, upTo: digits, bits: bits, team: team).enclosure
      }
      return try PowerSum(self, exponent: exponent, bits: bits, team: team).enclosure
    }
  }

  /// The sum, so exactly that it can be printed.
  ///
  /// Ends on both sides of a tie, as for 1/8 to two decimals, never round alike: then they are given
  /// as near to each other as 2^-1000, or with four times as many bits as the decimals need.
  ///
  /// - Parameters:
  ///   - decimals: the ends agree when rounded to so many decimals; nil: when rounded to a double.
  ///   - team: as of ``sum(bits:team:)``.
  /// - Returns: the same ends for every team.
  /// - Throws: as ``sum(bits:team:)``.
  public func sum(decimals: Int?, team: Team = .alone) throws -> Enclosure {
    // A decimal has 3.322 bits.
    let wanted = decimals.map { Int(Double($0) * 3.3220) + 16 } ?? 96
    var bits = wanted
    while true {
      let sum = try sum(bits: bits, team: team)
      // Zero is only known to be zero by counting.
      if sum.value == 0 && termCount == .exact("0") { return .zero }
      let isEnough = decimals.map { sum.decimal(places: $0) != nil } ?? sum.isProven
      if isEnough || bits >= max(1000, 4 * wanted) { return sum }
      bits += bits / 2
    }
  }

  /// The least number up to which the sum, its limit aside, exceeds a value.
  ///
  /// - Parameters:
  ///   - value: what is to be exceeded.
  ///   - team: as of ``sum(bits:team:)``.
  /// - Returns: the number, exactly up to 200 digits.
  /// - Throws: ``SeriesError`` if the sum comes nearer to the value than can be told, and for
  ///   conditions that ``sum(bits:team:)`` does not take; what the team throws.
  /// - Complexity: a few milliseconds for numbers of some ten digits, and seconds for millions.
  public func threshold(
    exceeding value: DecimalNumber, team: Team = .alone
  ) throws -> Threshold {
    try ThresholdSearch(self, value, team: team).run()
  }

  /// How many numbers meet the condition, whatever the limit.
  public var all: TermCount {
    // A finite condition's numbers have no more digits than there are states.
    let digits = [1] + Array(repeating: 0, count: map.stateCount + 1)
    return isFinite ? NumberCount.count(series.automaton, upTo: digits) : .infinite
  }

  /// Refuses what would take more memory than there may be.
  ///
  /// - Parameters:
  ///   - numbers: how many moments there are.
  ///   - format: theirs.
  /// - Throws: ``SeriesError``.
  static func checkMemory(_ numbers: Double, _ format: MomentFormat) throws(SeriesError) {
    let bytes = numbers * Double(8 * format.limbs)
    guard bytes <= 4 * 0x1p30 else {
      throw SeriesError(
        "the moments would take \(Int((bytes / 0x1p30).rounded(.up))) GiB: ask for fewer decimals, a"
          + " limit of fewer digits, or a condition of fewer states")
    }
  }

  /// How many terms the sum has.
  ///
  /// - Complexity: O(digits²), and O(log(digits) · states³) for a power of the base.
  public var termCount: TermCount {
    guard !isEmpty else { return .exact("0") }
    switch series.limit {
    case .infinity:
      return all
    case .number(let number):
      if isFinite && number.decimalCount > 4 * (map.stateCount + 2) * bitsOfDigit { return all }
      return NumberCount.count(series.automaton, upTo: number.digits(inBase: map.base))
    case .power(_, let exponent):
      if isFinite && exponent > map.stateCount + 1 { return all }
      return NumberCount.count(
        series.automaton, belowPower: exponent, more: acceptsPower(exponent))
    }
  }

  /// Bits of a digit of the base, rounded up.
  private var bitsOfDigit: Int { Int.bitWidth - map.base.leadingZeroBitCount }

  /// Whether base^`exponent` meets the condition.
  private func acceptsPower(_ exponent: Int) -> Bool {
    let automaton = series.automaton
    var state = automaton.next(DigitAutomaton.start, 1)
    // Zeros lead to a state that they do not leave, or that ends the number, after a step for each.
    for _ in 0..<min(exponent, automaton.stateCount + 1) where state != DigitAutomaton.dead {
      state = automaton.next(state, 0)
    }
    return state != DigitAutomaton.dead && automaton.accepts[state]
  }

  /// The sum of 1/d over the divisors d = n + 1 of all prefixes n, or more: that of 1/n over
  /// n0 < n <= b·n0 is less than ln b + 1.
  var prefixWeight: Double { MomentFormat.log2Below(map.base) + 1 }

  /// A format for sums that are enclosed to within 2^-`bits`, with the least prefix that makes the
  /// computation fastest.
  ///
  /// - Parameters:
  ///   - bits: as of ``sum(bits:team:)``.
  ///   - integerBits: as of ``MomentFormat``.
  ///   - levels: how many levels of moments are computed.
  ///   - units: a bound of the moments' share of the error, in units of the format.
  /// - Returns: the format.
  func format(bits: Int, integerBits: Int, levels: Int, units: Double) -> MomentFormat {
    // The steps of Horner's rule add some; 2^16 prefixes of 2^8 steps at most, or a slower machine.
    let bits = bits + max(units, 0x1p8).exponent + 8
    let formats = (1...17).map {
      MomentFormat(bits: bits, integerBits: integerBits, leastDivisor: 1 << $0 + 1)
    }
    return formats.min { cost($0, levels) < cost($1, levels) } ?? formats[0]
  }

  /// About how many nanoseconds a sum takes.
  private func cost(_ format: MomentFormat, _ levels: Int) -> Double {
    let limbs = Double(format.limbs)
    // As measured from 2 to 500 limbs, to within a factor of two.
    let product = 8 + limbs * min(0.6 * limbs, 5 + limbs / 8)
    let edges = Double(map.edges.reduce(0) { $0 + $1.count })
    let pairs = Double(format.order) * Double(format.order) / 2
    let table =
      pairs * (product * (edges * Double(levels) + Double(map.sets.count)) + 30 + 3 * limbs)
    let prefixes = Double(map.base - 1) * Double(format.leastDivisor)
    // High moments are shorter.
    return table / (limbs > 8 ? 3 : 1) + prefixes * Double(format.order) * (8 + 1.5 * limbs)
  }
}
