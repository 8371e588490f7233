/// The numbers that an automaton may begin with, up to a size: those below `least` one by one, and
/// those from `least` to base · `least` as prefixes of all greater numbers, each of which has one.
struct Prefixes {
  struct Prefix {
    let number: Int
    /// The state after its digits, counted without the start.
    let state: Int
  }

  let least: Int

  /// The accepted numbers below ``least``.
  private(set) var single: [Int] = []

  /// The numbers from ``least`` to base · ``least`` after which some number is accepted.
  private(set) var prefixes: [Prefix] = []

  init(_ automaton: DigitAutomaton, from least: Int) {
    self.least = least
    visit(automaton, state: DigitAutomaton.start, number: 0)
  }

  private mutating func visit(_ automaton: DigitAutomaton, state: Int, number: Int) {
    for digit in (number == 0 ? 1 : 0)..<automaton.base {
      let target = automaton.next(state, digit)
      guard target != DigitAutomaton.dead else { continue }
      let longer = number * automaton.base + digit
      if longer >= least {
        prefixes.append(Prefix(number: longer, state: target - 1))
      } else {
        if automaton.accepts[target] { single.append(longer) }
        visit(automaton, state: target, number: longer)
      }
    }
  }
}
