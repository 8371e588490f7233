/// The numbers from 1 to a limit that meet a condition, cut into blocks by their digits alone.
///
/// A block is what ranks and threads share out: base^``blockDigits`` numbers, whether they meet the
/// condition or not.
public struct NumberBlocks: Sendable {
  package let counts: DigitCounts

  /// How many of a number's last digits tell its place in its block.
  let blockDigits: Int

  /// The last number.
  public let upperLimit: Int

  /// How many of the numbers meet the condition.
  public let termCount: Int

  /// The numbers in a block.
  public var blockLength: Int { counts.powers[blockDigits] }

  init(_ counts: DigitCounts, blockDigits: Int, upperLimit: Int) {
    self.counts = counts
    self.blockDigits = blockDigits
    self.upperLimit = upperLimit
    termCount = counts.countBelow(upperLimit + 1)
  }

  /// All numbers, in blocks of 2^`blockBits`.
  init(allUpTo upperLimit: Int, blockBits: Int) throws(SeriesError) {
    let everyNumber = try DigitFilter(omitting: [], base: 2)
    self.init(
      DigitCounts(try DigitAutomaton(everyNumber)), blockDigits: blockBits, upperLimit: upperLimit)
  }

  /// The same blocks up to another limit.
  func limited(to upperLimit: Int) -> Self {
    Self(counts, blockDigits: blockDigits, upperLimit: upperLimit)
  }

  /// The blocks that hold the numbers, those without any included.
  public var blocks: Range<Int> {
    0..<upperLimit / blockLength + 1
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
        ? blocks.upperBound : counts.number(at: before + share) / blockLength
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
  ///   - ranges: what is shared, in ascending order; nil for all of ``blocks``.
  /// - Returns: ranges in ascending order; the shares of all ranks are all that is shared, each once.
  /// - Complexity: O(ranges + digits · base).
  public func share(
    ofRank rank: Int, among ranks: Int, in ranges: [Range<Int>]? = nil
  ) -> [Range<Int>] {
    let ranges = ranges ?? [blocks]
    var ends: [Int] = []
    for range in ranges { ends.append((ends.last ?? 0) + termCount(in: range)) }
    let terms = ends.last ?? 0
    let greatest = 64 * counts.greatestCount(length: blockDigits)
    let stripes = max(1, min(16, terms / greatest / ranks))

    /// The blocks before the one that holds a term, of all that is shared.
    func beginning(before term: Int, in ranges: [Range<Int>]) -> [Range<Int>] {
      guard term < terms else { return ranges }
      let index = ends.firstIndex { term < $0 } ?? 0
      let range = ranges[index]
      let place = term - (index == 0 ? 0 : ends[index - 1])
      let block = counts.number(at: termsBelow(range.lowerBound) + place) / blockLength
      return Array(ranges[..<index]) + [range.lowerBound..<block]
    }
    return (0..<stripes).flatMap { stripe in
      let piece = stripe * ranks + rank
      let pieces = stripes * ranks
      func boundary(_ piece: Int) -> [Range<Int>] {
        if piece == pieces { return ranges }
        let (high, low) = terms.multipliedFullWidth(by: piece)
        return beginning(before: pieces.dividingFullWidth((high, low)).quotient, in: ranges)
      }
      let (before, through) = (boundary(piece), boundary(piece + 1))
      // What is in `through` and not in `before`: its ranges from the last of those on.
      return through.indices.compactMap { index in
        let first = index < before.count ? before[index].upperBound : through[index].lowerBound
        return first < through[index].upperBound ? first..<through[index].upperBound : nil
      }
    }
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
    return first..<counts.number(at: before + terms - 1) / blockLength + 1
  }

  /// How many terms `blocks` hold.
  ///
  /// - Complexity: O(digits · base).
  public func termCount(in blocks: Range<Int>) -> Int {
    termsBelow(blocks.upperBound) - termsBelow(blocks.lowerBound)
  }

  /// The numbers of some blocks, up to the limit.
  func numbers(of blocks: Range<Int>) -> Range<Int> {
    precondition(
      self.blocks.lowerBound <= blocks.lowerBound && blocks.upperBound <= self.blocks.upperBound,
      "blocks \(blocks) are not all in \(self.blocks)")
    let end = upperLimit + 1
    return min(
      blocks.lowerBound * blockLength, end)..<min(blocks.upperBound * blockLength, end)
  }

  /// How many terms some numbers have.
  ///
  /// - Complexity: O(digits · base).
  func termCount(ofNumbers numbers: Range<Int>) -> Int {
    counts.countBelow(min(numbers.upperBound, upperLimit + 1))
      - counts.countBelow(min(numbers.lowerBound, upperLimit + 1))
  }

  private func termsBelow(_ block: Int) -> Int {
    counts.countBelow(min(block * blockLength, upperLimit + 1))
  }
}
