import Summation

/// Calls a compiled function for pieces of rows, and sums what it stores.
struct CompiledRows: RowVisitor {
  private let function: CompiledTerm.Function
  private let rowLength: Int
  private var sum = CallSum()

  init(_ engine: DirectEngine, term: CompiledTerm) {
    function = term.function
    rowLength = engine.grid.rowLength
  }

  /// What is summed.
  var result: BoundedSum { sum.result }

  mutating func addRow(_ table: RowTable, count: Int, first: Int) {
    for start in stride(from: 0, to: count, by: CompiledEngine.mostNumbers) {
      sum.add(
        function, table.vectors + start / 8,
        count: min(count - start, CompiledEngine.mostNumbers), middle: first + rowLength / 2)
    }
  }
}
