public import Summation

/// The engine that evaluates every term: what a cluster is measured with.
///
/// The numbers are cut into blocks by their digits (``BlockGrid``). The sum of a block is computed
/// in a fixed order, so it has the same bits on every machine; blocks are added exactly. So the
/// result depends neither on how blocks are shared out nor on the order in which they are added.
public struct DirectEngine: BlockEngine {
  /// The greatest limit that can be reached: above 2⁵³ not every integer is a double.
  public static let greatestLimit = 1 << 53

  /// The greatest base: a row of numbers is all values of one digit at least.
  public static let greatestBase = BlockGrid.greatestRow

  /// States of the condition's automaton that tables are made for.
  private static let mostStates = 1 << 16

  /// The series that is summed.
  public private(set) var series: SlowSeries

  /// Its numbers, in blocks of whole rows.
  public private(set) var numbers: NumberBlocks

  let grid: BlockGrid

  let tables: RowTables

  /// Roundings that a rest can pass through in a block: steps of a row, and rows of a block.
  let additions: Int

  /// Prepares the tables of accepted numbers: 6 KiB for one omitted digit, 16 MiB at most unless
  /// the automaton has more than some hundred thousand states.
  ///
  /// - Throws: ``SeriesError`` if this engine cannot reach the series' limit, or its base or its
  ///   condition are too large.
  /// - Complexity: independent of the series' limit; some 20 µs for one omitted digit.
  public init(_ series: SlowSeries) throws(SeriesError) {
    let limit = try series.directLimit()
    let base = series.filter.base
    guard base <= Self.greatestBase else {
      throw SeriesError(
        "base \(base) is too large for engine direct, which takes bases up to \(Self.greatestBase)")
    }
    let states = series.automaton.stateCount
    guard states <= Self.mostStates else {
      throw SeriesError(
        "the condition needs \(states) states, and engine direct takes \(Self.mostStates)")
    }
    self.series = series
    let counts = DigitCounts(series.automaton)
    guard let greatest = counts.powers.last, limit < greatest else {
      throw SeriesError("the upper limit \(limit) is too large for engine direct in base \(base)")
    }
    grid = BlockGrid(counts)
    numbers = NumberBlocks(counts, blockDigits: grid.blockDigits, upperLimit: limit)
    tables = RowTables(counts, digits: grid.rowDigits)
    let rows = counts.greatestCount(length: grid.blockDigits - grid.rowDigits)
    additions = tables.longest / RowTable.step + 2 + rows
  }

  /// The same engine for an upper limit that is not greater.
  public func limited(to upperLimit: Int) -> Self {
    var engine = self
    engine.series = series.limited(to: upperLimit)
    engine.numbers = numbers.limited(to: upperLimit)
    return engine
  }

  /// The sum of all terms of some blocks: some 0.2 to 0.8 ns a term with fused multiply-add.
  public func sum(of blocks: Range<Int>) -> BoundedSum {
    var rows = ReciprocalRows(self)
    withExtendedLifetime(self) {
      RowWalk(self, numbers: numbers.numbers(of: blocks)).run(&rows)
    }
    var result = rows.result
    result.magnitudes = result.sum
    return result
  }
}
