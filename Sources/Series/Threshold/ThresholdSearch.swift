import Summation

/// The search for the least number up to which a sum exceeds a value: first for the count of its
/// digits, then for one digit after the other.
struct ThresholdSearch {
  /// More bits are needed to tell a sum from the value.
  private struct Undecided: Error {}

  private let engine: MomentsEngine
  private let value: DecimalNumber
  private let team: Team
  private let base: Int

  /// Bits of the numbers that are searched for digit by digit to the last: 200 decimals.
  private static let writtenBits = 664.0

  /// Bits of the first digits of others: 25 decimals.
  private static let leadingBits = 84.0

  /// Bits beyond which a sum is taken not to be told from the value.
  private static let mostBits = 5000

  /// The most digits that a number may have at all.
  private static let mostDigits = 1_000_000_000_000

  init(_ engine: MomentsEngine, _ value: DecimalNumber, team: Team) {
    self.engine = engine
    self.value = value
    self.team = team
    base = engine.map.base
  }

  func run() throws -> Threshold {
    var bits = 128 + value.placeBits
    while true {
      do {
        return try run(bits: bits)
      } catch is Undecided {
        bits += bits / 2
        guard bits <= Self.mostBits + value.placeBits else {
          throw SeriesError("a sum is so near to \(value) that the two cannot be told apart")
        }
      }
    }
  }

  private func run(bits: Int) throws -> Threshold {
    // Most numbers that are asked for are short, and found before the limit would be known.
    let levels = Int(Self.writtenBits / MomentFormat.log2Below(base))
    if let number = try written(bits, digits: min(24, levels)) { return number }
    if let limit = try limit(bits), try !exceeds(limit.sum, bits, upTo: limit.greatest) {
      return .never(limit.sum)
    }
    return try written(bits, digits: levels) ?? leading(bits)
  }

  /// The whole sum and, if it is finite, a number that is greater than all of its terms; nil if it
  /// diverges or cannot be computed.
  private func limit(_ bits: Int) throws -> (sum: Enclosure, greatest: Int?)? {
    if engine.diverges { return nil }
    do {
      return (try engine.sum(upTo: .infinity, bits: bits, team: team), finiteGreatest)
    } catch is SeriesError {
      return nil
    }
  }

  /// Whether a sum is more than the value.
  ///
  /// - Parameters:
  ///   - sum: the sum.
  ///   - bits: the precision.
  ///   - number: no term is the reciprocal of a greater one; nil if that is not known, or very large.
  /// - Returns: whether it is.
  /// - Throws: ``Undecided``.
  private func exceeds(
    _ sum: Enclosure, _ bits: Int, upTo number: Int?
  ) throws(Undecided) -> Bool {
    let value = value.enclosure(fractionBits: bits + 64)
    if sum.isCertainlyAbove(value) { return true }
    if sum.isCertainlyAtMost(value) { return false }
    // The common denominator of the terms has less than 2 bits for each number, so that what is
    // nearer than that is the same.
    if let number, bits > 2 * number + self.value.placeBits + 64 { return false }
    throw Undecided()
  }

  /// A small number that is greater than all that meet the condition, if there is one.
  private var finiteGreatest: Int? {
    engine.isFinite ? power(engine.map.stateCount + 1) : nil
  }

  /// base^`exponent`, if it is small.
  private func power(_ exponent: Int) -> Int? {
    var power = 1
    for _ in 0..<exponent {
      power *= base
      if power > Self.mostBits { return nil }
    }
    return power
  }

  // MARK: Numbers that are written out

  /// The number, if it has no more than `digits` digits.
  private func written(_ bits: Int, digits most: Int) throws -> Threshold? {
    let (least, digits) = leastPrefix(10, most: 1 << 14)
    let format = MomentFormat(bits: bits + 64, integerBits: 1, leastDivisor: least + 1)
    let levels = max(1, most - digits + 1)
    try MomentsEngine.checkMemory(
      Double(levels) * Double(engine.map.stateCount * (format.order + 1)), format)
    let tables = try MomentTables(engine.map, format: format, levels: levels, team: team)
    let units =
      MomentError.levels(levels, engine.map) * (engine.prefixWeight + Double(base))
    let prefixes = Prefixes(engine.series.automaton, from: least)
    var sum = ReciprocalSum(format)

    for number in prefixes.single.sorted() {
      sum.add(reciprocalOf: number)
      if try exceeds(sum.enclosure(units: 0), bits, upTo: number) {
        return .number(WholeNumber(number))
      }
    }
    for level in 0..<levels {
      let longer = sum.copy()
      for prefix in prefixes.prefixes {
        longer.add(
          tables.moments(of: prefix.state, level: level), length: format.limbs,
          divisor: prefix.number + 1)
      }
      let isFound = try exceeds(
        longer.enclosure(units: units), bits, upTo: finiteGreatest ?? power(digits + level))
      if isFound {
        return .number(
          try descend(from: sum, prefixes, level, bits, units: units, until: 0) {
            tables.moments(of: $0, level: $1)
          })
      }
      sum = longer
    }
    return nil
  }

  // MARK: Longer numbers

  /// The first digits of a number of more digits.
  private func leading(_ bits: Int) throws -> Threshold {
    let (least, digits) = leastPrefix(512, most: 1 << 20)
    let length = try digitCount(bits)
    let format = PowerSum.format(engine, levels: length, bits: bits, leastPrefix: least)
    let units =
      MomentError.powers(engine.map, levels: length, order: format.order)
      * (engine.prefixWeight + Double(base) + 1)
    let levels = Int(Self.leadingBits / MomentFormat.log2Below(base))
    let powers = try LevelPowers(
      engine.map, format: format, levels: length - digits - levels, team: team)
    // The levels that are searched, the lowest first.
    var moments = [powers.moments]
    for _ in 0..<levels {
      powers.addLevel()
      moments.append(powers.moments)
    }
    let prefixes = Prefixes(engine.series.automaton, from: least)
    let sum = ReciprocalSum(format)
    for number in prefixes.single { sum.add(reciprocalOf: number) }
    for prefix in prefixes.prefixes {
      sum.add(powers.sums(of: prefix.state), length: format.limbs, divisor: prefix.number + 1)
    }
    let lowest = length - digits - levels
    let head = try descend(
      from: sum, prefixes, length - digits, bits, units: units, until: lowest
    ) { moments[$1 - lowest][$0 * (format.order + 1)] }
    let number = DecimalFloat(head, timesPower: base, lowest)
    return .about(number.text, digits: number.digitCount)
  }

  /// How many digits the number has, in the base of the series.
  private func digitCount(_ bits: Int) throws -> Int {
    func isExceeded(_ digits: Int) throws -> Bool {
      let sum = try engine.sum(
        upTo: .power(base: base, exponent: digits), bits: bits, team: team)
      return try exceeds(sum, bits, upTo: nil)
    }
    var low = 1
    var high = 256
    while try !isExceeded(high) {
      low = high
      high *= 2
      guard high <= Self.mostDigits else {
        throw SeriesError(
          "the sum exceeds \(value) only behind numbers of more than \(Self.mostDigits) digits")
      }
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if try isExceeded(middle) { high = middle } else { low = middle }
    }
    return high
  }

  // MARK: Digits

  /// The least number of its length that is at least `wanted`, and its length; less in bases in which
  /// there would be more than `most` numbers of that length.
  private func leastPrefix(_ wanted: Int, most: Int) -> (number: Int, digits: Int) {
    var (number, digits) = (1, 1)
    while number < wanted, number * base * base <= most {
      number *= base
      digits += 1
    }
    return (number, digits)
  }

  /// Adds families of numbers in ascending order for as long as the sum does not exceed the value,
  /// and goes on inside the one with which it would.
  ///
  /// - Parameters:
  ///   - sum: that of all shorter numbers.
  ///   - prefixes: all of one length.
  ///   - level: how many digits follow a prefix.
  ///   - bits: the precision.
  ///   - units: what the moments may lack, as of ``ReciprocalSum``.
  ///   - last: the level at which the search ends.
  ///   - moments: those of a state at a level.
  /// - Returns: the number without its last `last` digits.
  /// - Throws: ``Undecided``.
  private func descend(
    from sum: ReciprocalSum, _ prefixes: Prefixes, _ level: Int, _ bits: Int, units: Double,
    until last: Int, _ moments: (_ state: Int, _ level: Int) -> Limbs
  ) throws(Undecided) -> WholeNumber {
    var sum = sum
    var candidates = prefixes.prefixes.sorted { $0.number < $1.number }.map {
      (number: [UInt($0.number)], state: $0.state)
    }
    for level in (last...level).reversed() {
      var found: (number: [UInt], state: Int)?
      for candidate in candidates {
        let longer = sum.copy()
        longer.add(moments(candidate.state, level), divisor: candidate.number.plus(1))
        let isAbove = try exceeds(
          longer.enclosure(units: units), bits,
          upTo: power(level).flatMap { greatest(candidate.number, times: $0) })
        if isAbove {
          found = candidate
          break
        }
        sum = longer
      }
      // The parts of a family add up to it, but for rounding.
      guard let found else { throw Undecided() }
      if level == last, let number = WholeNumber(limbs: found.number) { return number }
      let number = found.number.times(base)
      candidates = (0..<base).compactMap { digit in
        let target = engine.series.automaton.next(found.state + 1, digit)
        return target == DigitAutomaton.dead
          ? nil : (number.plus(UInt(digit)), target - 1)
      }
    }
    throw Undecided()
  }

  /// The greatest number that begins like another, if it is small.
  private func greatest(_ number: [UInt], times power: Int) -> Int? {
    guard number.count == 1, number[0] <= UInt(Self.mostBits) else { return nil }
    return (Int(number[0]) + 1) * power
  }
}
