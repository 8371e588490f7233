public import Summation

/// The engine that evaluates every k^-s or ln(k)·k^-s, for any real s above zero.
///
/// Its blocks and rows are those of ``DirectEngine``. A row far from 0 is summed about its middle c, by
/// Taylor's series in c − k, evaluated for every k; a row near 0 is cut into pieces, each of at most
/// 2⁻⁸ of its numbers' size; the first few hundred numbers are taken singly. c^-s and ln c are pairs of
/// doubles and come from functions of this package, so the sum of a block has the same bits on every
/// machine.
///
/// The error bound, relative to the terms and with B = s(s + 1)/2: 2⁻⁹⁹·(1 + 1.5s·ln k) for the first few
/// hundred; up to row 2⁸ some 2⁻⁶⁵B, or 2⁻⁶³B for rows of 4096 terms; from there on less with the
/// square of the row's number, down to some 2⁻⁷² for s up to 3. Terms below 2⁻⁸⁰⁰ are taken for zero, and
/// the bound includes them.
public struct PowerEngine: BlockEngine {
  private var rows: DirectEngine
  private let table: PowerTable

  /// The series that is summed.
  public var series: SlowSeries { rows.series }

  /// Its numbers, in blocks of whole rows.
  public var numbers: NumberBlocks { rows.numbers }

  /// Prepares the tables of accepted numbers, and of powers.
  ///
  /// - Parameter series: of ``Term/power(_:)`` or ``Term/logarithm(_:)``.
  /// - Throws: ``SeriesError`` if s is not above zero, if this engine cannot reach the series' limit, or
  ///   if its base or its condition are too large.
  /// - Complexity: independent of the series' limit; below a millisecond for s up to 7.
  public init(_ series: SlowSeries) throws(SeriesError) {
    let (exponent, isLogarithm): (ExactNumber, Bool)
    switch series.term {
    case .power(let s): (exponent, isLogarithm) = (s, false)
    case .logarithm(let s): (exponent, isLogarithm) = (s, true)
    default: preconditionFailure("\(series.term) is no power of k")
    }
    guard !exponent.isNegative, !exponent.isZero else {
      throw SeriesError("the exponent \(exponent) is not above zero")
    }
    rows = try DirectEngine(series)
    table = PowerTable(
      PowerExpansion(exponent: exponent.rounded, isLogarithm: isLogarithm))
  }

  /// The same engine for an upper limit that is not greater.
  public func limited(to upperLimit: Int) -> Self {
    var engine = self
    engine.rows = rows.limited(to: upperLimit)
    return engine
  }

  /// The sum of all terms of some blocks: some 0.3 to 0.5 ns a term with fused multiply-add.
  public func sum(of blocks: Range<Int>) -> BoundedSum {
    var visitor = PowerRows(rows, table: table)
    withExtendedLifetime(self) {
      RowWalk(rows, numbers: numbers.numbers(of: blocks)).run(&visitor)
    }
    var result = visitor.result
    // No term is below zero.
    result.magnitudes = result.sum
    return result
  }
}
