import Summation

/// The sum over the numbers up to a power of the base whose exponent may be very large.
struct PowerSum {
  let enclosure: Enclosure

  /// The least prefix: the larger, the smaller the matrices.
  private static let leastPrefix = 512

  init(_ engine: MomentsEngine, exponent: Int, bits: Int, team: Team) throws {
    let map = engine.map
    let format = Self.format(engine, levels: exponent, bits: bits, leastPrefix: Self.leastPrefix)
    // Numbers of n + L digits are below the power for all L up to the exponent less n.
    var (power, digits) = (map.base, 1)
    while power <= Self.leastPrefix {
      power *= map.base
      digits += 1
    }
    let sums = try LevelPowers(map, format: format, levels: exponent - digits, team: team)
    let prefixes = Prefixes(engine.series.automaton, from: Self.leastPrefix)
    var sum = ReciprocalSum(format)
    defer { sum.free() }
    for number in prefixes.single { sum.add(reciprocalOf: number) }
    // Behind prefixes of less digits there is a level more.
    for isShort in [false, true] {
      if isShort { sums.addLevel() }
      let part = try ReciprocalSum.of(
        prefixes.prefixes.filter { ($0.number < power) == isShort }, format, team
      ) { (sums.sums(of: $0.state), format.limbs) }
      sum.add(part)
      part.free()
    }
    // The limit itself is so large that its reciprocal is less than a unit.
    sum.add(units: 1)
    enclosure = sum.enclosure(
      units: Self.units(engine, levels: exponent, format: format) * engine.prefixWeight)
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

  /// What each number of ``LevelPowers`` lacks at most, in units of the format.
  ///
  /// Errors double with each squaring of a matrix, and once more with each sum of levels. A row of
  /// the first matrix lacks less than (2·edges + 1) (order + 3)² units; a product adds one a row.
  static func units(_ engine: MomentsEngine, levels: Int, format: MomentFormat) -> Double {
    let doublings = Int.bitWidth - levels.leadingZeroBitCount
    let order = Double(format.order + 3)
    let rows = Double((format.order + 1) * engine.map.stateCount)
    return Double(sign: .plus, exponent: 2 * doublings + 3, significand: 1)
      * (Double(2 * engine.map.mostEdges + 1) * order * order + rows + 2)
  }
}
