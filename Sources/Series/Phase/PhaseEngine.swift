public import Summation

/// The engine that goes through all terms of a series that turns with k: `alternating`, `leibniz` and
/// `cosine`.
///
/// No library's cosine is called. The angle is exact to 2⁻¹²⁷ of a turn up to the greatest k; from the
/// middle of a run of numbers a table leads to each of them, and terms at the same distance from the
/// middle are summed together (``PhaseWalk``, which derives the bound: less than 2·10⁻²¹ for any limit).
public struct PhaseEngine: BlockEngine {
  /// The series that is summed.
  public private(set) var series: SlowSeries

  /// Its numbers, in blocks of 2¹⁶.
  public private(set) var numbers: NumberBlocks

  private let term: PhaseTerm

  private let tables: PhaseTables

  /// Prepares the tables, of some 30 KiB.
  ///
  /// - Throws: ``SeriesError`` for another term, a limit above 2⁵³, or 2⁵² for `leibniz`, and an angle
  ///   of 10³⁰⁰ or more.
  /// - Complexity: independent of the series' limit.
  public init(_ series: SlowSeries) throws(SeriesError) {
    let limit = try series.directLimit()
    term = try PhaseTerm(series.term)
    // The terms' denominators are 2k − shift.
    guard term.shift == 0 || limit <= DirectEngine.greatestLimit / 2 else {
      throw SeriesError(
        "the upper limit \(limit) is above 2^52 = \(DirectEngine.greatestLimit / 2), "
          + "the greatest that engine direct can reach with \(series.term)")
    }
    self.series = series
    numbers = try NumberBlocks(
      allUpTo: limit, blockBits: PhaseTables.block.trailingZeroBitCount)
    tables = PhaseTables(term)
  }

  /// The same engine for an upper limit that is not greater.
  public func limited(to upperLimit: Int) -> Self {
    var engine = self
    engine.series = series.limited(to: upperLimit)
    engine.numbers = numbers.limited(to: upperLimit)
    return engine
  }

  /// The sum of all terms of some blocks: some 0.3 ns a term with fused multiply-add.
  public func sum(of blocks: Range<Int>) -> BoundedSum {
    var walk = PhaseWalk(term: term, tables: tables, end: numbers.numbers(of: blocks).upperBound)
    for block in blocks { walk.add(block: block) }
    return walk.result
  }
}
