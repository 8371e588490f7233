import CSystem
import Summation

/// A walk over the passing numbers of some blocks, digit by digit, that calls a compiled function for
/// pieces of rows.
struct CompiledWalk {
  // Both are the engine's, which has to outlive the walk.
  private let tables: UnsafeMutableBufferPointer<RowTable>
  private let function: CompiledTerm.Function

  private let automaton: DigitAutomaton
  private let powers: [Int]
  private let grid: BlockGrid

  /// From the first number of the first block to the last number of the last, or the series' limit.
  private let numbers: Range<Int>

  private var sum = CallSum()

  init(engine: DirectEngine, numbers: Range<Int>, term: CompiledTerm) {
    tables = engine.tables.byState
    function = term.function
    automaton = engine.numbers.counts.automaton
    powers = engine.numbers.counts.powers
    grid = engine.grid
    self.numbers = numbers
  }

  /// Sums all blocks.
  mutating func run() -> BoundedSum {
    guard !numbers.isEmpty else { return BoundedSum() }
    var height = grid.blockDigits
    while powers[height] < numbers.upperBound { height += 1 }
    // For what is said of a function that has used up its stack.
    csystem_task_thread_enter()
    visit(state: DigitAutomaton.start, first: 0, height: height)
    csystem_task_thread_leave()
    return sum.result
  }

  /// Visits the numbers from `first` on that share all but their last `height` digits.
  private mutating func visit(state: Int, first: Int, height: Int) {
    guard first < numbers.upperBound, first + powers[height] > numbers.lowerBound else { return }
    guard height > grid.rowDigits else { return addRow(tables[state], first: first) }
    for digit in 0..<automaton.base {
      let target = automaton.next(state, digit)
      if target != DigitAutomaton.dead {
        visit(state: target, first: first + digit * powers[height - 1], height: height - 1)
      }
    }
  }

  private mutating func addRow(_ table: RowTable, first: Int) {
    let middle = first + grid.rowLength / 2
    let isWhole = first + grid.rowLength <= numbers.upperBound
    let count =
      isWhole ? table.count : table.count(below: Double(numbers.upperBound - middle))
    for start in stride(from: 0, to: count, by: CompiledEngine.mostNumbers) {
      sum.add(
        function, table.vectors + start / 8,
        count: min(count - start, CompiledEngine.mostNumbers), middle: middle)
    }
  }
}
