public import Series
import Summation

/// A sum of which every term is evaluated, up to each of some limits: what is between them is summed once.
///
/// The sum up to a limit is that of the whole blocks below it and that of the block that holds it, so it
/// has the same bits as if it were the only one.
public struct SumLegs<Engine: BlockEngine>: Sendable {
  /// The engine of the greatest limit.
  public let engine: Engine

  /// The limits, ascending, each once; the last is the engine's.
  public let limits: [Int]

  /// The sums up to some limits.
  ///
  /// - Parameters:
  ///   - engine: that of the greatest limit.
  ///   - limits: others, from 1 to that.
  public init(_ engine: Engine, at limits: [Int] = []) {
    self.engine = engine
    let last = engine.numbers.upperLimit
    precondition(limits.allSatisfy { (1...last).contains($0) }, "limits are from 1 to \(last)")
    self.limits = Set(limits + [last]).sorted()
  }

  /// Terms up to the greatest limit.
  public var termCount: Int { engine.termCount }

  /// Blocks that lie below the greatest limit as a whole.
  var wholeBlocks: Range<Int> { 0..<lastBlock(limits.count - 1) }

  /// The block that holds a limit.
  func lastBlock(_ leg: Int) -> Int {
    limits[leg] / engine.numbers.blockLength
  }

  /// The first leg that has a whole block.
  func leg(of block: Int) -> Int {
    var (low, high) = (0, limits.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if block < lastBlock(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The sum of some whole blocks, all of the same leg.
  func sum(of blocks: Range<Int>) -> BoundedSum {
    engine.sum(of: blocks)
  }

  /// The sum of what a leg's last block has up to its limit.
  func sumOfLastBlock(_ leg: Int) -> BoundedSum {
    let block = lastBlock(leg)
    return engine.limited(to: limits[leg]).sum(of: block..<block + 1)
  }

  /// Some ranges of whole blocks, cut where legs meet.
  func cut(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.flatMap { range in
      var pieces: [Range<Int>] = []
      var first = range.lowerBound
      while first < range.upperBound {
        let end = min(range.upperBound, lastBlock(leg(of: first)))
        pieces.append(first..<end)
        first = end
      }
      return pieces
    }
  }

  /// The sums up to each limit, from those of each leg's whole blocks and of its last block.
  func totals(whole: [BoundedSum], last: [BoundedSum]) -> [BoundedSum] {
    var running = BoundedSum()
    return limits.indices.map { leg in
      running += whole[leg]
      var total = running
      total += last[leg]
      return total
    }
  }
}
