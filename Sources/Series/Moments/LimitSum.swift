import Summation

/// The sum over all numbers.
struct LimitSum {
  let enclosure: Enclosure

  init(_ engine: MomentsEngine, bits: Int, team: Team) throws {
    guard !engine.diverges else {
      throw SeriesError("the sum has no limit: it grows beyond every number")
    }
    let system = try StateSystem(engine.graph)
    // No sum of moments exceeds this.
    let greatest = system.inverseBound * Double(engine.map.base) + 1
    // The start lacks a little more than it is rounded, which is what a look at the residuals tells.
    let guess = MomentError.limit(engine.map, greatest: greatest, start: 4 * greatest)
    let format = engine.format(
      bits: bits, integerBits: Int(greatest.exponent) + 3, levels: 1,
      units: guess * engine.prefixWeight)
    try MomentsEngine.checkMemory(
      Double(engine.map.stateCount * (format.order + 1)), format)
    let moments = try LimitMoments(engine.map, system: system, format: format, team: team)
    let prefixes = Prefixes(engine.series.automaton, from: format.leastDivisor - 1)
    let sum = try ReciprocalSum.of(prefixes.prefixes, format, team) {
      (moments.moments(of: $0.state), format.limbs)
    }
    for number in prefixes.single { sum.add(reciprocalOf: number) }
    let units = MomentError.limit(
      engine.map, greatest: greatest, start: moments.startError)
    enclosure = sum.enclosure(units: units * engine.prefixWeight)
  }
}
