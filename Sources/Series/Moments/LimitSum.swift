import Summation

/// The sum over all numbers.
struct LimitSum {
  let enclosure: Enclosure

  init(_ engine: MomentsEngine, graph: StateGraph, bits: Int, team: Team) throws {
    guard !graph.diverges else {
      throw SeriesError("the sum has no limit: it grows beyond every number")
    }
    let system = try StateSystem(graph)
    // No sum of moments exceeds this.
    let greatest = system.inverseBound * Double(engine.map.base) + 1
    // Σ 2 (2·edges + 3) (j + 3)³ greatest 2^-j < 500 (2·edges + 3) greatest: see MomentError.
    let rounding = 500 * Double(2 * engine.map.mostEdges + 3) * greatest
    let units = (rounding + 8 * greatest) * engine.prefixWeight
    let format = engine.format(
      bits: bits, integerBits: Int(greatest.exponent) + 3, levels: 1, units: units)
    let moments = try LimitMoments(engine.map, system: system, format: format, team: team)
    let prefixes = Prefixes(engine.series.automaton, from: format.leastDivisor - 1)
    var sum = try ReciprocalSum.of(prefixes.prefixes, format, team) {
      (moments.moments(of: $0.state), format.limbs)
    }
    defer { sum.free() }
    for number in prefixes.single { sum.add(reciprocalOf: number) }
    enclosure = sum.enclosure(
      units: (rounding + 2 * moments.startError) * engine.prefixWeight)
  }
}
