import CSystem
public import Summation

/// The engine that calls a compiled function for the terms.
///
/// It adds them with next to no rounding, in an order that only depends on the numbers. The bound of a
/// sum is that of the summation: less than 2⁻⁹⁰ of Σ|t|, and zero where no addition was rounded. How
/// far the function's own values are from the terms that are meant, nobody here knows.
public struct CompiledEngine: BlockEngine {
  /// How many numbers the function is given in a call at most.
  public static let mostNumbers = 1024

  /// The series that is summed.
  public var series: SlowSeries { grid.series }

  /// Its numbers, in blocks of one row: a term may take a nanosecond, or a second.
  public private(set) var numbers: NumberBlocks

  /// Whose tables list the numbers.
  private var grid: DirectEngine

  private let term: CompiledTerm

  /// Prepares the tables of accepted numbers, as ``DirectEngine`` does.
  ///
  /// - Parameters:
  ///   - series: of the term ``Term/compiled(_:)``.
  ///   - term: what to call.
  /// - Throws: ``SeriesError`` if the series' limit, its base or its condition are too large.
  public init(_ series: SlowSeries, _ term: CompiledTerm) throws(SeriesError) {
    guard case .compiled = series.term else {
      preconditionFailure("the terms \(series.term) are not those of a compiled function")
    }
    grid = try DirectEngine(series)
    numbers = NumberBlocks(
      grid.numbers.counts, blockDigits: grid.grid.rowDigits, upperLimit: grid.numbers.upperLimit)
    self.term = term
  }

  /// The same engine for an upper limit that is not greater.
  public func limited(to upperLimit: Int) -> Self {
    var engine = self
    engine.grid = grid.limited(to: upperLimit)
    engine.numbers = numbers.limited(to: upperLimit)
    return engine
  }

  /// The sum of all terms of some blocks; what it costs besides the function is some 0.5 ns a term.
  public func sum(of blocks: Range<Int>) -> BoundedSum {
    var rows = CompiledRows(grid, term: term)
    // For what is said of a function that has used up its stack.
    csystem_task_thread_enter()
    withExtendedLifetime(self) {
      RowWalk(grid, numbers: numbers.numbers(of: blocks)).run(&rows)
    }
    csystem_task_thread_leave()
    return rows.result
  }
}
