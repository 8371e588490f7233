/// The blocks of numbers behind prefixes that together are all numbers from the least prefix to a limit.
struct TermBlocks {
  private let engine: TermMoments
  private let expansion: Expansion

  /// By level and state: the moments.
  private let levels: [[[ComplexBall]]]

  private let twist: Twist
  private let term: TermValue

  /// ln b.
  private let logarithm: Ball

  init(
    _ engine: TermMoments, _ expansion: Expansion, _ levels: [[[ComplexBall]]], _ twist: Twist,
    _ term: TermValue, _ logarithm: Ball
  ) {
    self.engine = engine
    self.expansion = expansion
    self.levels = levels
    self.twist = twist
    self.term = term
    self.logarithm = logarithm
  }

  /// The blocks that lie below the limit as a whole.
  func shorter(_ prefixes: Prefixes, _ bounds: LimitBounds) -> ComplexBall {
    var total = zero
    let greatest = prefixes.prefixes.reduce(0) { max($0, $1.number) }
    let prefixes = prefixes.prefixes.map { prefix in
      (
        prefix, bounds.levels(of: prefix.number),
        PrefixHead(Ball(prefix.number, bits: twist.bits), expansion, term)
      )
    }
    if twist.isTrivial {
      // A prefix's levels are summed up before the prefix is looked at.
      var sums: [Family] = []
      for level in levels.indices {
        let families = engine.map.edges.indices.map { family($0, level) }
        sums = level == 0 ? families : zip(sums, families).map { $0 + $1 }
        for (prefix, count, head) in prefixes where count == level + 1 {
          total = total + sums[prefix.state].sum(behind: head)
        }
      }
    } else {
      for level in levels.indices {
        let families = engine.map.edges.indices.map { family($0, level) }
        let turns = twist.powers(level: level, count: greatest + 1)
        for (prefix, count, head) in prefixes where count > level {
          total = total + families[prefix.state].sum(behind: head) * turns[prefix.number]
        }
      }
    }
    return total
  }

  /// The blocks that share a prefix with the limit, and the limit itself; as of ``LimitWalk``.
  func walk(_ limit: [Int], _ bounds: LimitBounds) -> ComplexBall {
    guard let boundary = bounds.boundary else { return zero }
    let automaton = engine.automaton
    let length = limit.count - boundary.following
    var total = zero
    var state = DigitAutomaton.start
    for digit in limit[..<length] {
      state = automaton.next(state, digit)
      if state == DigitAutomaton.dead { return total }
    }
    // The prefix, and z to the power of its block's first number.
    var prefix = Ball(boundary.number, bits: twist.bits)
    var turn = twist.powers(level: boundary.following, count: boundary.number + 1)[boundary.number]
    for (index, digit) in limit[length...].enumerated() {
      let following = boundary.following - index - 1
      let turns = twist.powers(level: following, count: automaton.base)
      prefix = prefix * automaton.base
      for smaller in 0..<digit {
        let target = automaton.next(state, smaller)
        guard target != DigitAutomaton.dead else { continue }
        let head = PrefixHead(prefix + Ball(smaller, bits: twist.bits), expansion, term)
        total =
          total + family(target - 1, following).sum(behind: head) * (turn * turns[smaller])
      }
      state = automaton.next(state, digit)
      if state == DigitAutomaton.dead { return total }
      prefix = prefix + Ball(digit, bits: twist.bits)
      turn = turn * turns[digit]
    }
    return automaton.accepts[state] ? total + turn * term(prefix) : total
  }

  private var zero: ComplexBall { ComplexBall(Ball(0, bits: twist.bits)) }

  /// The numbers with so many further digits behind a state.
  private func family(_ state: Int, _ level: Int) -> Family {
    let moments = levels[level][state]
    let levelMoments =
      engine.shape.hasLogarithm ? moments.map { $0 * (logarithm * level) } : nil
    return Family(expansion, moments, levelMoments: levelMoments, isTwisted: !twist.isTrivial)
  }
}
