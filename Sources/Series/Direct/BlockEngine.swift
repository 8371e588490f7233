public import Summation

/// An engine that evaluates every term, block by block.
///
/// The sum of a block has the same bits on every machine, and blocks are added exactly. So a result
/// depends neither on how blocks are shared out nor on the order in which they are added.
public protocol BlockEngine: Sendable {
  /// The series that is summed.
  var series: SlowSeries { get }

  /// The numbers of the series, cut into blocks.
  var numbers: NumberBlocks { get }

  /// The same engine for an upper limit that is not greater: blocks that lie below both limits keep
  /// their sums to the last bit.
  func limited(to upperLimit: Int) -> Self

  /// The sum of all terms of `blocks`, each evaluated, with its error bound, the sum of their absolute
  /// values and their count.
  ///
  /// - Parameter blocks: a part of the series' blocks.
  /// - Returns: the same bits for the same blocks on every machine.
  func sum(of blocks: Range<Int>) -> BoundedSum
}

extension BlockEngine {
  /// The blocks that hold the series' terms, those without any included.
  public var blocks: Range<Int> { numbers.blocks }

  /// How many terms there are.
  public var termCount: Int { numbers.termCount }
}
