/// How many numbers an automaton accepts, as far as an `Int` can say.
///
/// It answers in O(digits · base) how many accepted numbers are below a limit and which is the nth
/// of them, which is how work is split by terms.
package struct DigitCounts: Sendable {
  package let automaton: DigitAutomaton

  /// `powers[length]` = base^length, up to the greatest that an `Int` holds.
  let powers: [Int]

  /// `counts[length][state]`: how many strings of `length` digits lead from `state` to an accepting
  /// state.
  private let counts: [[Int]]

  package init(_ automaton: DigitAutomaton) {
    self.automaton = automaton
    let base = automaton.base
    var powers = [1]
    var counts = [automaton.accepts.map { $0 ? 1 : 0 }]
    while true {
      let (power, overflow) = powers[powers.count - 1].multipliedReportingOverflow(by: base)
      if overflow { break }
      powers.append(power)
      let shorter = counts[counts.count - 1]
      counts.append(
        (0..<automaton.stateCount).map { state in
          (0..<base).reduce(0) { sum, digit in
            let target = automaton.next(state, digit)
            return target == DigitAutomaton.dead ? sum : sum + shorter[target]
          }
        })
    }
    self.powers = powers
    self.counts = counts
  }

  /// How many strings of `length` digits lead from `state` to an accepting one.
  func count(from state: Int, length: Int) -> Int {
    counts[length][state]
  }

  /// The most strings of `length` digits that lead from any one state to an accepting one.
  func greatestCount(length: Int) -> Int {
    counts[length].reduce(0, max)
  }

  /// How many of 1..<`limit` are accepted.
  ///
  /// - Complexity: O(digits · base).
  package func countBelow(_ limit: Int) -> Int {
    var (state, total) = (DigitAutomaton.start, 0)
    for position in (0..<digitCount(of: limit)).reversed() {
      let digit = limit / powers[position] % automaton.base
      for smaller in 0..<digit {
        let target = automaton.next(state, smaller)
        if target != DigitAutomaton.dead { total += counts[position][target] }
      }
      state = automaton.next(state, digit)
      if state == DigitAutomaton.dead { break }
    }
    return total
  }

  /// Finds an accepted number by its place among them.
  ///
  /// - Parameter index: from 0, less than the count of accepted numbers that an `Int` holds.
  /// - Returns: the accepted number that has `index` accepted numbers below it.
  /// - Complexity: O(digits · base).
  package func number(at index: Int) -> Int {
    var remaining = index
    var length = 0
    while counts[length][DigitAutomaton.start] <= remaining { length += 1 }
    var (state, number) = (DigitAutomaton.start, 0)
    for position in (0..<length).reversed() {
      for digit in 0..<automaton.base {
        let target = automaton.next(state, digit)
        let count = target == DigitAutomaton.dead ? 0 : counts[position][target]
        if remaining < count {
          (state, number) = (target, number * automaton.base + digit)
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
}
