import CGMP

/// How many numbers up to a limit an automaton accepts, for limits of any size.
enum NumberCount {
  /// The most digits for which the count is exact.
  private static let mostExactDigits = 10_000

  /// The count of accepted numbers from 1 to a limit that is given by its digits.
  ///
  /// - Complexity: O(digits² · edges) limb operations where exact, O(digits · edges) beyond.
  static func count(_ automaton: DigitAutomaton, upTo limit: [Int]) -> TermCount {
    limit.count <= mostExactDigits ? exact(automaton, limit) : about(automaton, limit)
  }

  /// The count of accepted numbers below base^`exponent`, and one more if `more`.
  static func count(_ automaton: DigitAutomaton, belowPower exponent: Int, more: Bool) -> TermCount
  {
    if exponent < mostExactDigits {
      return exact(automaton, [1] + Array(repeating: 0, count: exponent))
    }
    var vector = automaton.accepts.map { DecimalFloat($0 ? 1 : 0) }
    var power = Matrix(automaton)
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { vector = power * vector }
      rest >>= 1
      if rest > 0 { power = power * power }
    }
    let count = more ? vector[0] + DecimalFloat(1) : vector[0]
    return count.isZero ? .exact("0") : .about(count.text)
  }

  /// For each of the limit's digits the states that less a digit there leads to, and the state of
  /// the limit itself.
  private static func walk(
    _ automaton: DigitAutomaton, _ limit: [Int]
  ) -> (branches: [[Int]], end: Int) {
    var state = DigitAutomaton.start
    var branches: [[Int]] = []
    for digit in limit {
      branches.append(
        state == DigitAutomaton.dead
          ? []
          : (0..<digit).map { automaton.next(state, $0) }.filter { $0 != DigitAutomaton.dead })
      if state != DigitAutomaton.dead { state = automaton.next(state, digit) }
    }
    return (branches, state)
  }

  private static func exact(_ automaton: DigitAutomaton, _ limit: [Int]) -> TermCount {
    let (branches, end) = walk(automaton, limit)
    // A digit has fewer bits than the next power of two.
    let bits = limit.count * (Int.bitWidth - automaton.base.leadingZeroBitCount)
    let limbs = bits / 64 + 2
    let states = automaton.stateCount
    var counts = LimbTable(count: states, limbs: limbs)
    var longer = LimbTable(count: states, limbs: limbs)
    let total = LimbTable(count: 1, limbs: limbs)
    for state in 0..<states where automaton.accepts[state] { counts[state][0] = 1 }
    let edges = (0..<states).map {
      automaton.successors(of: $0).map { ($0.target, UInt($0.digits.count)) }
    }
    for length in limit.indices {
      // Numbers have no more limbs than their digits need.
      let used = min(limbs, length * (Int.bitWidth - automaton.base.leadingZeroBitCount) / 64 + 2)
      for state in branches[limit.count - 1 - length] {
        total[0].carry(total[0].add(counts[state], used), at: used, limbs)
      }
      for state in 0..<states {
        longer[state].clear(used)
        for (target, digits) in edges[state] {
          _ = __gmpn_addmul_1(longer[state], counts[target], used, digits)
        }
      }
      swap(&counts, &longer)
    }
    if end != DigitAutomaton.dead, automaton.accepts[end] { total[0].carry(1, at: 0, limbs) }
    let number = Array(UnsafeBufferPointer(start: total[0], count: limbs))
    return .exact(WholeNumber(limbs: number)?.description ?? "0")
  }

  private static func about(_ automaton: DigitAutomaton, _ limit: [Int]) -> TermCount {
    let (branches, end) = walk(automaton, limit)
    var counts = automaton.accepts.map { DecimalFloat($0 ? 1 : 0) }
    var total = DecimalFloat(end != DigitAutomaton.dead && automaton.accepts[end] ? 1 : 0)
    let step = Matrix(automaton)
    for states in branches.reversed() {
      for state in states { total = total + counts[state] }
      counts = step * counts
    }
    return total.isZero ? .exact("0") : .about(total.text)
  }

  /// How many strings of some length lead from state to state.
  private struct Matrix {
    /// By state: the states that can be reached, each with a count.
    var rows: [[(target: Int, count: DecimalFloat)]]

    init(_ automaton: DigitAutomaton) {
      rows = (0..<automaton.stateCount).map { state in
        automaton.successors(of: state).map { ($0.target, DecimalFloat($0.digits.count)) }
      }
    }

    static func * (a: Self, b: [DecimalFloat]) -> [DecimalFloat] {
      a.rows.map { row in row.reduce(DecimalFloat()) { $0 + $1.count * b[$1.target] } }
    }

    static func * (a: Self, b: Self) -> Self {
      var product = a
      for (index, row) in a.rows.enumerated() {
        var sums: [DecimalFloat?] = Array(repeating: nil, count: b.rows.count)
        for (middle, count) in row {
          for (target, other) in b.rows[middle] {
            sums[target] = (sums[target] ?? DecimalFloat()) + count * other
          }
        }
        product.rows[index] = sums.enumerated().compactMap { target, sum in
          sum.map { (target, $0) }
        }
      }
      return product
    }
  }
}
