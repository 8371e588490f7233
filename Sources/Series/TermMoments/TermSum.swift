/// A sum with so many bits: blocks of numbers by their moments, single numbers one by one.
///
/// See ``LevelMoments`` for the formulas. Whatever is rounded or left out is in the balls' radii.
struct TermSum {
  private let engine: TermMoments
  private let bits: Int
  private let term: TermValue
  private let base: Ball

  init(_ engine: TermMoments, bits: Int) {
    self.engine = engine
    self.bits = bits
    term = TermValue(engine.shape, bits: bits)
    base = Ball(engine.map.base, bits: bits)
  }

  /// The sum over all numbers, if z is 1.
  func limit() throws(SeriesError) -> ComplexBall {
    let plan = try plan(digits: nil)
    let expansion = Expansion(term.exponent, exponent: engine.exponent, order: plan.order)
    let system = LimitSystem(
      engine.graph, scales: scales(plan.order), order: plan.order,
      hasLogarithm: engine.shape.hasLogarithm)
    let logarithm = base.logarithm
    let families = engine.map.edges.indices.map { state in
      Family(
        expansion, system.sums[state].map { ComplexBall($0) },
        levelMoments: engine.shape.hasLogarithm
          ? system.levelSums[state].map { ComplexBall($0 * logarithm) } : nil,
        isTwisted: false)
    }
    let prefixes = Prefixes(engine.automaton, from: plan.least)
    var total = zero
    for number in prefixes.single { total = total + ComplexBall(term(integer(number))) }
    for prefix in prefixes.prefixes {
      let head = PrefixHead(integer(prefix.number), expansion, term)
      total = total + families[prefix.state].sum(behind: head)
    }
    return total
  }

  /// The sum up to a limit that is given by its digits.
  func finite(_ limit: [Int]) throws(SeriesError) -> ComplexBall {
    let plan = try plan(digits: limit.count)
    let prefixes = Prefixes(engine.automaton, from: plan.least)
    let bounds = LimitBounds(limit, base: engine.map.base, least: plan.least)
    let twist = Twist(
      engine.shape, base: engine.map.base, levels: bounds.levels + 1, bits: bits)
    let expansion = Expansion(term.exponent, exponent: engine.exponent, order: plan.order)
    let turns = twist.powers(level: 0, count: plan.least)
    var total = zero
    for number in prefixes.single where bounds.integer.map({ number <= $0 }) ?? true {
      total = total + turns[number] * term(integer(number))
    }
    guard bounds.levels > 0 else { return total }

    var moments = LevelMoments(
      engine.map, twist, scales: scales(plan.order), order: plan.order)
    var levels = [moments.moments]
    while levels.count < bounds.levels {
      moments.advance()
      levels.append(moments.moments)
    }
    let blocks = TermBlocks(engine, expansion, levels, twist, term, base.logarithm)
    return total + blocks.shorter(prefixes, bounds) + blocks.walk(limit, bounds)
  }

  private var zero: ComplexBall { ComplexBall(integer(0)) }

  private func integer(_ value: Int) -> Ball { Ball(value, bits: bits) }

  private func plan(digits: Int?) throws(SeriesError) -> TermPlan {
    try TermPlan(
      engine.graph, engine.shape, exponent: engine.exponent, digits: digits, bits: bits)
  }

  /// b^-(s+j) for each j up to an order.
  private func scales(_ order: Int) -> [Ball] {
    var scale = term.factors(base).power
    return (0...order).map { j in
      if j > 0 { scale = scale / engine.map.base }
      return scale
    }
  }
}
