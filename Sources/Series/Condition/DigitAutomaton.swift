/// The finite automaton that reads a number's digits, the highest first, and dies on an omitted
/// string.
///
/// It answers in O(digits · base) how many numbers pass below a limit and which is the nth of them,
/// which is how work is split by terms. State 0 is the start, where leading zeros are read; the
/// others are the prefixes of the omitted strings.
///
/// Method: A. V. Aho, M. J. Corasick, "Efficient string matching" (CACM 18:6, 1975, doi
/// 10.1145/360825.360855).
package struct DigitAutomaton: Sendable {
  /// The state before the first non-zero digit.
  static let start = 0

  /// What a transition yields when an omitted string has occurred.
  static let dead = -1

  let base: Int

  /// The number of states.
  let stateCount: Int

  /// `transitions[state · base + digit]` is the next state or ``dead``.
  private let transitions: [Int]

  /// `counts[length][state]`: how many strings of `length` digits lead from `state` to a live
  /// state.
  private let counts: [[Int]]

  /// `powers[length]` = base^length, up to the greatest that an `Int` holds.
  let powers: [Int]

  package init(_ filter: DigitFilter) {
    base = filter.base
    let table = Self.prefixTree(of: filter.patterns, base: filter.base)
    let root = 1
    stateCount = table.count / base + root
    // The start differs from the root in one way: a zero there is no digit of the number.
    let shifted = table.map { $0 == Self.dead ? Self.dead : $0 + root }
    transitions = [Self.start] + shifted[1..<base] + shifted
    (powers, counts) = Self.counts(base: base, transitions: transitions, stateCount: stateCount)
  }

  /// The state after `digit`, or ``dead``.
  func next(_ state: Int, _ digit: Int) -> Int {
    transitions[state * base + digit]
  }

  /// How many strings of `length` digits lead from a live `state` to a live state.
  func count(from state: Int, length: Int) -> Int {
    counts[length][state]
  }

  /// The most strings of `length` digits that lead from any one state to a live state.
  func greatestCount(length: Int) -> Int {
    counts[length].reduce(0, max)
  }

  /// How many of 1..<`limit` pass.
  ///
  /// - Complexity: O(digits · base).
  package func countBelow(_ limit: Int) -> Int {
    var (state, total) = (Self.start, 0)
    for position in (0..<digitCount(of: limit)).reversed() {
      let digit = limit / powers[position] % base
      for smaller in 0..<digit {
        let target = next(state, smaller)
        if target != Self.dead { total += counts[position][target] }
      }
      state = next(state, digit)
      if state == Self.dead { break }
    }
    // Zero is counted as the string of leading zeros.
    return max(0, total - 1)
  }

  /// Finds a passing number by its place among them.
  ///
  /// - Parameter index: from 0, less than the count of passing numbers that an `Int` holds.
  /// - Returns: the passing number that has `index` passing numbers below it.
  /// - Complexity: O(digits · base).
  package func number(at index: Int) -> Int {
    // Zero takes the first place among strings of digits.
    var remaining = index + 1
    var length = 0
    while counts[length][Self.start] <= remaining { length += 1 }
    var (state, number) = (Self.start, 0)
    for position in (0..<length).reversed() {
      for digit in 0..<base {
        let target = next(state, digit)
        let count = target == Self.dead ? 0 : counts[position][target]
        if remaining < count {
          (state, number) = (target, number * base + digit)
          break
        }
        remaining -= count
      }
    }
    return number
  }

  /// The count of digits of a number; 0 for zero.
  private func digitCount(of number: Int) -> Int {
    powers.firstIndex { $0 > number } ?? powers.count
  }

  /// The transitions of the prefix tree with its failure links resolved; state 0 is the empty
  /// prefix.
  private static func prefixTree(of patterns: [[Int]], base: Int) -> [Int] {
    let absent = -2
    var table = Array(repeating: absent, count: base)
    var isDead = [false]
    for pattern in patterns {
      var state = 0
      for digit in pattern {
        if table[state * base + digit] == absent {
          table[state * base + digit] = isDead.count
          isDead.append(false)
          table += Array(repeating: absent, count: base)
        }
        state = table[state * base + digit]
      }
      isDead[state] = true
    }
    // Breadth first, so that a state's failure link, a shorter string, is complete before it.
    var failure = Array(repeating: 0, count: isDead.count)
    var queue = [0]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for digit in 0..<base {
        let fallback = state == 0 ? 0 : table[failure[state] * base + digit]
        let child = table[state * base + digit]
        if child == absent {
          table[state * base + digit] = fallback
        } else {
          failure[child] = fallback
          isDead[child] = isDead[child] || isDead[fallback]
          queue.append(child)
        }
      }
    }
    return table.map { isDead[$0] ? dead : $0 }
  }

  /// Powers of the base, and the counts of live strings, for all lengths whose numbers an `Int`
  /// holds.
  private static func counts(
    base: Int, transitions: [Int], stateCount: Int
  ) -> (powers: [Int], counts: [[Int]]) {
    var powers = [1]
    var counts = [Array(repeating: 1, count: stateCount)]
    while true {
      let (power, overflow) = powers[powers.count - 1].multipliedReportingOverflow(by: base)
      if overflow { return (powers, counts) }
      powers.append(power)
      let shorter = counts[counts.count - 1]
      counts.append(
        (0..<stateCount).map { state in
          transitions[state * base..<(state + 1) * base].reduce(0) { sum, target in
            target == dead ? sum : sum + shorter[target]
          }
        })
    }
  }
}
