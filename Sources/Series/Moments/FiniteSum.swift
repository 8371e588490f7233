import Summation

/// The sum over the numbers up to a limit that is given by its digits.
struct FiniteSum {
  let enclosure: Enclosure

  init(_ engine: MomentsEngine, upTo limit: [Int], bits: Int, team: Team) throws {
    let map = engine.map
    // Once for all prefixes, and once for the walk along the limit, whose prefixes' reciprocals add up
    // to less than the base.
    let units =
      MomentError.levels(limit.count, map) * (engine.prefixWeight + Double(map.base))
    let format = engine.format(bits: bits, integerBits: 1, levels: limit.count, units: units)
    let prefixes = Prefixes(engine.series.automaton, from: format.leastDivisor - 1)
    let bounds = LimitBounds(limit, base: map.base, least: format.leastDivisor - 1)

    try MomentsEngine.checkMemory(
      Double(limit.count) * Double(map.stateCount * (format.order + 1)), format)
    let tables = try MomentTables(map, format: format, levels: bounds.levels, team: team)
    let sums = LevelSums(tables)
    let total = ReciprocalSum(format)
    for number in prefixes.single where bounds.integer.map({ number <= $0 }) ?? true {
      total.add(reciprocalOf: number)
    }
    // Prefixes differ by a few levels, and most have the same; those above the limit have none.
    let counts = prefixes.prefixes.map { bounds.levels(of: $0.number) }
    let least = counts.reduce(bounds.levels) { $1 > 0 ? min($0, $1) : $0 }
    for count in stride(from: max(1, least), through: bounds.levels, by: 1) {
      let group = zip(prefixes.prefixes, counts).filter { $1 == count }.map(\.0)
      if group.isEmpty { continue }
      sums.extend(to: count)
      total.add(
        try ReciprocalSum.of(group, format, team) {
          (sums.moments(of: $0.state), format.limbs + 1)
        })
    }
    if let walk = LimitWalk(engine.series.automaton, limit, bounds) {
      walk.add(tables, to: total)
    }
    enclosure = total.enclosure(units: units)
  }
}
