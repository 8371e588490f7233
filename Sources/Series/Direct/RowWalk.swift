/// A walk over the rows of some blocks, digit by digit.
struct RowWalk {
  // The engine's, which has to outlive the walk.
  private let tables: UnsafeMutableBufferPointer<RowTable>
  private let counts: DigitCounts
  private let automaton: DigitAutomaton
  private let powers: [Int]
  private let grid: BlockGrid

  /// From the first number of the first block to the last number of the last, or the series' limit.
  private let numbers: Range<Int>

  init(_ engine: DirectEngine, numbers: Range<Int>) {
    tables = engine.tables.byState
    counts = engine.numbers.counts
    automaton = counts.automaton
    powers = counts.powers
    grid = engine.grid
    self.numbers = numbers
  }

  /// Shows a visitor all rows that have numbers, in ascending order.
  func run(_ visitor: inout some RowVisitor) {
    guard !numbers.isEmpty else { return }
    var height = grid.blockDigits
    while powers[height] < numbers.upperBound { height += 1 }
    visit(&visitor, state: DigitAutomaton.start, first: 0, height: height)
  }

  /// Visits the numbers from `first` on that share all but their last `height` digits.
  private func visit(
    _ visitor: inout some RowVisitor, state: Int, first: Int, height: Int
  ) {
    guard first < numbers.upperBound, first + powers[height] > numbers.lowerBound else {
      return
    }
    if height == grid.blockDigits { visitor.beginBlock(first: first) }
    if height == grid.rowDigits {
      let table = tables[state]
      let isWhole = first + grid.rowLength <= numbers.upperBound
      let distance = numbers.upperBound - first - grid.rowLength / 2
      let count = isWhole ? table.count : table.count(below: Double(distance))
      if count > 0 { visitor.addRow(table, count: count, first: first) }
    } else {
      for digit in 0..<automaton.base {
        let target = automaton.next(state, digit)
        // Also where no number of so many more digits is accepted.
        if target != DigitAutomaton.dead, counts.count(from: target, length: height - 1) > 0 {
          visit(
            &visitor, state: target, first: first + digit * powers[height - 1],
            height: height - 1)
        }
      }
    }
    if height == grid.blockDigits { visitor.endBlock(first: first) }
  }
}
