import Summation

/// The sum over the numbers up to a limit that is given by its digits.
struct FiniteSum {
  let enclosure: Enclosure

  /// Memory that moments may take.
  private static let mostBytes = 4.0 * 0x1p30

  init(_ engine: MomentsEngine, upTo limit: [Int], bits: Int, team: Team) throws {
    let map = engine.map
    // Levels up to the length of the limit: Σ 36 (2·edges + 1) L over them and over all prefixes,
    // and once more for the walk along the limit.
    let levels = Double(limit.count)
    let rounding = 18 * (levels + 2) * (levels + 2) * Double(2 * map.mostEdges + 1)
    let units = rounding * (engine.prefixWeight + Double(map.base))
    let format = engine.format(bits: bits, integerBits: 1, levels: limit.count, units: units)
    let least = format.leastDivisor - 1
    let prefixes = Prefixes(engine.series.automaton, from: least)
    let bounds = LimitBounds(limit, base: map.base, least: least)

    let bytes = levels * Double(map.stateCount * (format.order + 1)) * Double(8 * format.limbs)
    guard bytes <= Self.mostBytes else {
      throw SeriesError(
        "the moments would take \\((bytes / 0x1p30).rounded(.up)) GiB: give a limit of fewer digits,"
          + " or fewer decimals")
    }
    let tables = try MomentTables(map, format: format, levels: bounds.levels, team: team)
    let sums = LevelSums(tables)
    var total = ReciprocalSum(format)
    defer { total.free() }
    for number in prefixes.single where bounds.integer.map({ number <= $0 }) ?? true {
      total.add(reciprocalOf: number)
    }
    let groups = Dictionary(grouping: prefixes.prefixes) { bounds.levels(of: $0.number) }
    for (levels, group) in groups.sorted(by: { $0.key < $1.key }) where levels > 0 {
      sums.extend(to: levels)
      let part = try ReciprocalSum.of(group, format, team) {
        (sums.moments(of: $0.state), format.limbs + 1)
      }
      total.add(part)
      part.free()
    }
    if let walk = LimitWalk(engine.series.automaton, limit, bounds) {
      walk.add(tables, to: &total)
    }
    enclosure = total.enclosure(units: units)
  }
}
