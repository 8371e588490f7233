public import Summation

/// The engine that evaluates every term: what a cluster is measured with.
///
/// The numbers are cut into blocks by their digits (``BlockGrid``). The sum of a block is computed
/// in a fixed order, so it has the same bits on every machine; blocks are added exactly. So the
/// result depends neither on how blocks are shared out nor on the order in which they are added.
public struct DirectEngine: Sendable {
  /// The greatest limit that can be reached: above 2⁵³ not every integer is a double.
  public static let greatestLimit = 1 << 53

  /// The greatest base: a row of numbers is all values of one digit at least.
  public static let greatestBase = BlockGrid.greatestRow

  /// States of the condition's automaton that tables are made for.
  private static let mostStates = 1 << 16

  /// The series that is summed.
  public let series: SlowSeries

  /// The last number that may be summed.
  public let upperLimit: Int

  /// How many numbers from 1 to ``upperLimit`` meet the condition.
  public let termCount: Int

  let grid: BlockGrid

  /// The numbers, accepted or not, in a block.
  public var blockLength: Int { grid.blockLength }

  package let counts: DigitCounts

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
    guard let limit = series.limit.integer, limit <= Self.greatestLimit else {
      throw SeriesError(
        "the upper limit \(series.limit) is above 2^53 = \(Self.greatestLimit), "
          + "the greatest that engine direct can reach")
    }
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
    upperLimit = limit
    counts = DigitCounts(series.automaton)
    termCount = counts.countBelow(limit + 1)
    grid = BlockGrid(counts)
    tables = RowTables(counts, digits: grid.rowDigits)
    let rows = counts.greatestCount(length: grid.blockDigits - grid.rowDigits)
    additions = tables.longest / RowTable.step + 2 + rows
  }

  /// The blocks that hold the series' terms, those without any included.
  public var blocks: Range<Int> {
    0..<grid.blockCount(upTo: upperLimit)
  }

  /// Cuts `blocks` into parts with nearly equal numbers of terms.
  ///
  /// Parts are whole blocks, so that they differ by the terms of a block, some 10⁵; a part may be
  /// empty.
  ///
  /// - Parameters:
  ///   - index: which part, from 0.
  ///   - parts: how many parts there are; at least 1.
  ///   - blocks: a part of ``blocks``.
  /// - Returns: the blocks of the part; the parts follow each other without a gap.
  /// - Complexity: O(digits · base), whatever the range holds.
  public func part(_ index: Int, of parts: Int, in blocks: Range<Int>) -> Range<Int> {
    precondition(
      parts > 0 && (0..<parts).contains(index), "part \(index) of \(parts) does not exist")
    let before = termsBelow(blocks.lowerBound)
    let terms = termsBelow(blocks.upperBound) - before
    func boundary(_ index: Int) -> Int {
      if index == 0 { return blocks.lowerBound }
      if index == parts { return blocks.upperBound }
      let (high, low) = terms.multipliedFullWidth(by: index)
      let share = parts.dividingFullWidth((high, low)).quotient
      return share == terms
        ? blocks.upperBound : counts.number(at: before + share) / grid.blockLength
    }
    return boundary(index)..<boundary(index + 1)
  }

  /// The blocks of one rank of several, so that all have nearly equal numbers of terms and of work.
  ///
  /// Far from 1 a term costs less (see ``RowKernel``). So a share is not one range but a piece from
  /// each of up to sixteen stripes of the series; fewer where pieces would be of few blocks only.
  ///
  /// - Parameters:
  ///   - rank: whose share, from 0.
  ///   - ranks: how many shares there are; at least 1.
  /// - Returns: ranges in ascending order; the shares of all ranks are all of ``blocks``, each once.
  /// - Complexity: O(digits · base).
  public func share(ofRank rank: Int, among ranks: Int) -> [Range<Int>] {
    let piece = 64 * counts.greatestCount(length: grid.blockDigits)
    let stripes = max(1, min(16, termCount / piece / ranks))
    return (0..<stripes).map { part($0 * ranks + rank, of: stripes * ranks, in: blocks) }
  }

  /// The blocks from one on that hold so many terms, the last of them whole.
  ///
  /// - Parameters:
  ///   - first: the first block, which is one of ``blocks``.
  ///   - terms: how many terms; fewer where the series has no more.
  /// - Returns: the blocks.
  /// - Complexity: O(digits · base).
  public func blocks(from first: Int, terms: Int) -> Range<Int> {
    precondition(blocks.contains(first) && terms > 0, "no block \(first) with \(terms) terms")
    let before = termsBelow(first)
    guard terms <= termCount - before else { return first..<blocks.upperBound }
    return first..<counts.number(at: before + terms - 1) / grid.blockLength + 1
  }

  /// How many terms `blocks` hold.
  ///
  /// - Complexity: O(digits · base).
  public func termCount(in blocks: Range<Int>) -> Int {
    termsBelow(blocks.upperBound) - termsBelow(blocks.lowerBound)
  }

  /// The sum of all terms of `blocks`, each evaluated, with its error bound and their count.
  ///
  /// - Parameter blocks: a part of ``blocks``.
  /// - Returns: the same bits for the same blocks on every machine.
  /// - Complexity: O(terms), some 0.2 to 0.8 ns each with fused multiply-add; memory does not grow.
  public func sum(of blocks: Range<Int>) -> BoundedSum {
    precondition(
      self.blocks.lowerBound <= blocks.lowerBound && blocks.upperBound <= self.blocks.upperBound,
      "blocks \(blocks) are not all in \(self.blocks)")
    var walk = BlockWalk(engine: self, numbers: numbers(of: blocks))
    withExtendedLifetime(self) { walk.run() }
    return walk.result
  }

  private func numbers(of blocks: Range<Int>) -> Range<Int> {
    let end = upperLimit + 1
    return min(
      blocks.lowerBound * grid.blockLength, end)..<min(blocks.upperBound * grid.blockLength, end)
  }

  private func termsBelow(_ block: Int) -> Int {
    counts.countBelow(min(block * grid.blockLength, upperLimit + 1))
  }
}
