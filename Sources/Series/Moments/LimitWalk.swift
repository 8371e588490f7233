/// The numbers that share a prefix with the limit: they differ from it at some later digit, where
/// theirs is less, or are the limit.
struct LimitWalk {
  private let automaton: DigitAutomaton
  private let limit: [Int]
  private let boundary: (number: Int, following: Int)

  /// Nil if the limit is less than every prefix.
  init?(_ automaton: DigitAutomaton, _ limit: [Int], _ bounds: LimitBounds) {
    guard let boundary = bounds.boundary else { return nil }
    self.automaton = automaton
    self.limit = limit
    self.boundary = boundary
  }

  /// Adds the reciprocals of these numbers.
  func add(_ tables: MomentTables, to sum: ReciprocalSum) {
    let length = limit.count - boundary.following
    var state = DigitAutomaton.start
    for digit in limit[..<length] {
      state = automaton.next(state, digit)
      if state == DigitAutomaton.dead { return }
    }
    var prefix = [UInt(boundary.number)]
    for (index, digit) in limit[length...].enumerated() {
      // All that remains is less than the reciprocal of the prefix.
      if 64 * (prefix.count - 1) > tables.format.fractionBits { return sum.add(units: 1) }
      let following = boundary.following - index - 1
      prefix = prefix.times(automaton.base)
      for smaller in 0..<digit {
        let target = automaton.next(state, smaller)
        guard target != DigitAutomaton.dead else { continue }
        sum.add(
          tables.moments(of: target - 1, level: following),
          divisor: prefix.plus(UInt(smaller) + 1))
      }
      state = automaton.next(state, digit)
      if state == DigitAutomaton.dead { return }
      prefix = prefix.plus(UInt(digit))
    }
    if automaton.accepts[state] { sum.add(reciprocalOf: prefix) }
  }
}
