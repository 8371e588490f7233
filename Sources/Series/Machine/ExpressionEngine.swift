public import Summation

/// The engine that evaluates a term that a user wrote, number by number.
///
/// The sum is that of the computed terms to 2⁻⁸⁰ of Σ|t| or better (``TermAdder``). Its ``BoundedSum/termBound`` is
/// what each computed term may differ from the term as it is written (``TermErrors``), and infinite where
/// nothing is known of that, as behind a tangent that passes a pole.
public struct ExpressionEngine: BlockEngine {
  /// Numbers in a block where there is no condition.
  private static let blockBits = 16

  /// The series that is summed.
  public private(set) var series: SlowSeries

  /// Its numbers, in blocks.
  public private(set) var numbers: NumberBlocks

  /// Whose tables list the numbers that meet the condition; nil where there is none.
  private let grid: DirectEngine?

  private let program: MachineProgram

  /// Prepares to sum a term that a user wrote.
  ///
  /// - Parameters:
  ///   - series: whose numbers are summed over.
  ///   - expression: the term.
  /// - Throws: ``SeriesError`` if the series' limit, its base or its condition are too large, or if the term
  ///   cannot be computed up to the limit.
  public init(_ series: SlowSeries, _ expression: TermExpression) throws(SeriesError) {
    try self.init(series, expression.program(upTo: series.directLimit()))
  }

  /// Prepares the tables of accepted numbers, as ``DirectEngine`` does, and the term.
  ///
  /// - Parameters:
  ///   - series: whose numbers are summed over.
  ///   - term: what is summed; proven for the series' limit.
  /// - Throws: ``SeriesError`` if the series' limit, its base or its condition are too large.
  package init(_ series: SlowSeries, _ term: TermProgram) throws(SeriesError) {
    let limit = try series.directLimit()
    let isConsecutive = series.filter.isEmpty
    if isConsecutive {
      grid = nil
      numbers = try NumberBlocks(allUpTo: limit, blockBits: Self.blockBits)
    } else {
      let grid = try DirectEngine(series)
      self.grid = grid
      numbers = grid.numbers
    }
    self.series = series
    program = MachineCompiler.program(term, upTo: limit, isConsecutive: isConsecutive)
  }

  /// The same engine for an upper limit that is not greater.
  public func limited(to upperLimit: Int) -> Self {
    var engine = self
    engine.series = series.limited(to: upperLimit)
    engine.numbers = numbers.limited(to: upperLimit)
    return engine
  }

  /// The sum of all terms of some blocks; adding a term costs some 0.2 ns.
  public func sum(of blocks: Range<Int>) -> BoundedSum {
    var rows = ExpressionRows(
      program, numbers, rowLength: grid?.grid.rowLength ?? numbers.blockLength)
    if let grid {
      withExtendedLifetime(self) {
        RowWalk(grid, numbers: numbers.numbers(of: blocks)).run(&rows)
      }
    } else {
      for block in blocks { rows.addBlock(numbers.numbers(of: block..<block + 1)) }
    }
    return rows.result
  }
}
