import Summation

/// The sum over the numbers up to a power of the base whose exponent may be very large.
struct PowerSum {
  let enclosure: Enclosure

  /// The least prefix: the larger, the smaller the matrices, but there are base times as many.
  private static func leastPrefix(_ base: Int, bits: Int) -> Int {
    bits <= 400 ? max(2, min(512, (1 << 16) / base)) : max(2, min(1 << 14, (1 << 20) / base))
  }

  /// Whether the matrices are small enough.
  static func isFast(_ engine: MomentsEngine, exponent: Int, bits: Int) -> Bool {
    let least = leastPrefix(engine.map.base, bits: bits)
    let format = format(engine, levels: exponent, bits: bits, leastPrefix: least)
    return LevelPowers.refusal(engine.map, format) == nil
  }

  init(_ engine: MomentsEngine, exponent: Int, bits: Int, team: Team) throws {
    let map = engine.map
    let least = Self.leastPrefix(map.base, bits: bits)
    let format = Self.format(engine, levels: exponent, bits: bits, leastPrefix: least)
    // Numbers of n + L digits are below the power for all L up to the exponent less n.
    var (power, digits) = (map.base, 1)
    while power <= least {
      power *= map.base
      digits += 1
    }
    let sums = try LevelPowers(map, format: format, levels: exponent - digits, team: team)
    let prefixes = Prefixes(engine.series.automaton, from: least)
    let sum = ReciprocalSum(format)
    for number in prefixes.single { sum.add(reciprocalOf: number) }
    // Behind prefixes of less digits there is a level more.
    for isShort in [false, true] {
      if isShort { sums.addLevel() }
      sum.add(
        try ReciprocalSum.of(
          prefixes.prefixes.filter { ($0.number < power) == isShort }, format, team
        ) { (sums.sums(of: $0.state), format.limbs) })
    }
    // The limit itself is so large that its reciprocal is less than a unit.
    sum.add(units: 1)
    enclosure = sum.enclosure(
      units: MomentError.powers(map, levels: exponent, order: format.order) * engine.prefixWeight)
  }

  /// The format of ``LevelPowers`` of so many levels.
  static func format(
    _ engine: MomentsEngine, levels: Int, bits: Int, leastPrefix: Int
  ) -> MomentFormat {
    let doublings = Int.bitWidth - levels.leadingZeroBitCount
    // Sums over the levels are less than their number.
    return MomentFormat(
      bits: bits + 2 * doublings + 40, integerBits: doublings + 2, leastDivisor: leastPrefix + 1,
      isEven: true)
  }
}
