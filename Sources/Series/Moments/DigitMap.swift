/// An automaton without its start, as the moment recurrences see it: which states one more digit
/// leads to, and by which sets of digits.
struct DigitMap: Sendable {
  /// A way from one state to another: by any of a set of digits.
  struct Edge {
    let target: Int
    /// The index of the set in ``sets``.
    let set: Int
  }

  let base: Int

  /// By state, counted from zero without the start.
  let edges: [[Edge]]

  /// The sets of digits that occur, each once.
  let sets: [[Int]]

  /// By state: whether a number that ends there is accepted.
  let accepts: [Bool]

  var stateCount: Int { edges.count }

  /// The most ways that lead from any one state.
  var mostEdges: Int { edges.reduce(1) { max($0, $1.count) } }

  init(_ automaton: DigitAutomaton) {
    base = automaton.base
    accepts = Array(automaton.accepts.dropFirst())
    var sets: [[Int]] = []
    var numbers: [[Int]: Int] = [:]
    edges = (1..<max(1, automaton.stateCount)).map { state in
      automaton.successors(of: state).map { target, digits in
        if numbers[digits] == nil {
          numbers[digits] = sets.count
          sets.append(digits)
        }
        return Edge(target: target - 1, set: numbers[digits] ?? 0)
      }
    }
    self.sets = sets
  }

  /// How many digits an edge stands for.
  func digitCount(_ edge: Edge) -> Int { sets[edge.set].count }
}
