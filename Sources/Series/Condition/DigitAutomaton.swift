/// The finite automaton that reads a number's digits, the highest first, and tells whether the
/// number meets a condition.
///
/// A state is what matters of the digits read so far: the end that may become one of the condition's
/// strings, and how often each counted string has occurred. There are no states but those that some
/// accepted number passes through. State 0 is the start, where leading zeros are read.
package struct DigitAutomaton: Sendable {
  /// The state before the first non-zero digit; the number zero is not accepted.
  package static let start = 0

  /// What a transition yields when no number with these digits can be accepted.
  package static let dead = -1

  /// Transitions that an automaton may have: 64 MiB.
  private static let mostTransitions = 1 << 23

  package let base: Int

  /// By state: whether a number that ends there is accepted.
  package let accepts: [Bool]

  /// `transitions[state · base + digit]` is the next state or ``dead``.
  private let transitions: [Int]

  /// The number of states.
  package var stateCount: Int { accepts.count }

  /// Builds the automaton of a condition.
  ///
  /// - Throws: ``SeriesError`` for a condition that needs too many states.
  /// - Complexity: O(states · base), where there are at most as many states as digits of all strings
  ///   together, times the product of all counts.
  package init(_ filter: DigitFilter) throws(SeriesError) {
    base = filter.base
    let counted = filter.exactly + filter.atMost
    let digits = (filter.omitted + counted.map(\.string)).reduce(1) { $0 + $1.digits.count }
    guard digits <= Self.mostTransitions / base else { throw Self.tooLarge(base) }
    let tree = PatternTree(
      filter.omitted.map(\.digits) + counted.map(\.string.digits), base: filter.base)
    var keys: [Key] = [Key(node: 0, counts: counted.map { _ in 0 })]
    var numbers = [keys[0]: 1]
    // The start differs from the root in one way: a zero there is no digit of the number.
    var table = Array(repeating: Self.dead, count: base)
    var head = 0
    while head < keys.count {
      for digit in 0..<base {
        guard let key = keys[head].after(digit, in: tree, filter, counted) else {
          table.append(Self.dead)
          continue
        }
        let number = numbers[key] ?? keys.count + 1
        if number > keys.count {
          guard (number + 1) * base <= Self.mostTransitions else {
            throw Self.tooLarge(base)
          }
          numbers[key] = number
          keys.append(key)
        }
        table.append(number)
      }
      head += 1
    }
    for digit in 1..<base { table[digit] = table[base + digit] }
    table[0] = Self.start
    let exact = filter.exactly.map(\.times)
    let accepts = [false] + keys.map { $0.counts.starts(with: exact) }
    (transitions, self.accepts) = Self.trimmed(table, accepts, base: base)
  }

  /// The state after `digit`, or ``dead``.
  package func next(_ state: Int, _ digit: Int) -> Int {
    transitions[state * base + digit]
  }

  /// By state: the states that one more digit leads to, each with the digits that do so.
  func successors(of state: Int) -> [(target: Int, digits: [Int])] {
    var order: [Int] = []
    var digits: [Int: [Int]] = [:]
    for digit in 0..<base {
      let target = next(state, digit)
      guard target != Self.dead else { continue }
      if digits[target] == nil { order.append(target) }
      digits[target, default: []].append(digit)
    }
    return order.map { ($0, digits[$0] ?? []) }
  }

  private static func tooLarge(_ base: Int) -> SeriesError {
    SeriesError(
      "the condition needs more than \(mostTransitions / base) states: "
        + "give fewer or shorter strings, or smaller counts")
  }

  /// What the digits read so far amount to.
  private struct Key: Hashable {
    var node: Int
    var counts: [Int]

    /// The same after one more digit; nil if the condition is then broken for good.
    func after(
      _ digit: Int, in tree: PatternTree, _ filter: DigitFilter, _ counted: [DigitCount]
    ) -> Self? {
      var key = Self(node: tree.next(node, digit), counts: counts)
      for ending in tree.endings(at: key.node) {
        let index = ending - filter.omitted.count
        guard index >= 0, key.counts[index] < counted[index].times else { return nil }
        key.counts[index] += 1
      }
      return key
    }
  }

  /// Leaves out the states that no number leads to, and those from which none can be accepted; the
  /// start stays.
  private static func trimmed(
    _ table: [Int], _ accepts: [Bool], base: Int
  ) -> (transitions: [Int], accepts: [Bool]) {
    var predecessors = Array(repeating: [Int](), count: accepts.count)
    for (index, target) in table.enumerated() where target != dead {
      if predecessors[target].last != index / base { predecessors[target].append(index / base) }
    }
    var isUseful = accepts
    var queue = accepts.indices.filter { accepts[$0] }
    while let state = queue.popLast() {
      for predecessor in predecessors[state] where !isUseful[predecessor] {
        isUseful[predecessor] = true
        queue.append(predecessor)
      }
    }
    var isReached = accepts.map { _ in false }
    isReached[start] = true
    queue = [start]
    while let state = queue.popLast() {
      for target in table[state * base..<(state + 1) * base] where target != dead {
        if isReached[target] { continue }
        isReached[target] = true
        queue.append(target)
      }
    }
    for state in accepts.indices where !isReached[state] { isUseful[state] = false }
    isUseful[start] = true
    var numbers = Array(repeating: dead, count: accepts.count)
    let kept = accepts.indices.filter { isUseful[$0] }
    for (number, state) in kept.enumerated() { numbers[state] = number }
    var transitions: [Int] = []
    transitions.reserveCapacity(kept.count * base)
    for state in kept {
      for target in table[state * base..<(state + 1) * base] {
        transitions.append(target == dead ? dead : numbers[target])
      }
    }
    return (transitions, kept.map { accepts[$0] })
  }
}
