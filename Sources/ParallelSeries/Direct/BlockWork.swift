import Series
import Summation
import Synchronization

/// What one rank has to sum: its threads take pieces of it, and put in what they found.
///
/// Pieces are taken from a common queue, so that a slow thread takes fewer.
final class BlockWork<Engine: BlockEngine>: Sendable {
  /// Something to sum.
  enum Piece {
    /// Whole blocks of one leg.
    case whole(Range<Int>)
    /// The last block of a leg.
    case last(Int)
  }

  private struct State {
    /// Ranges of whole blocks that nobody has taken, each of one leg, and the legs whose last blocks are to do.
    var ranges: [Range<Int>]
    var legs: [Int]
    var whole: [BoundedSum]
    var last: [BoundedSum]
  }

  private let legs: SumLegs<Engine>
  private let state: Mutex<State>
  private let isHalted = Atomic<Bool>(false)
  private let progress: SumProgress?

  private let isHurried = Atomic<Bool>(false)

  /// The most terms of a piece: about a millisecond, so that taking pieces costs nothing and no thread waits
  /// long at the end.
  private let mostTerms: Int

  /// Work on some ranges of whole blocks, and on the last blocks of some legs.
  init(
    _ legs: SumLegs<Engine>, whole ranges: [Range<Int>], last: [Int], threads: Int,
    progress: SumProgress? = nil
  ) {
    self.legs = legs
    self.progress = progress
    let ranges = legs.cut(ranges)
    let terms = ranges.reduce(0) { $0 + legs.engine.numbers.termCount(in: $1) }
    mostTerms = max(1, min(1 << 22, terms / (64 * threads)))
    progress?.begin(terms)
    let zeros = legs.limits.map { _ in BoundedSum() }
    // Taken from the end.
    state = Mutex(
      State(ranges: ranges.reversed(), legs: last.reversed(), whole: zeros, last: zeros))
  }

  /// Sums until nothing is left or ``halt()`` is called; what is begun is finished.
  ///
  /// - Parameter between: called on this thread after each piece.
  func run(between: () -> Void = {}) {
    var whole: [Int: BoundedSum] = [:]
    // A block at first: terms of compiled functions may take a microsecond each, or a second.
    var terms = 1
    while !isHalted.load(ordering: .relaxed),
      let piece = take(isHurried.load(ordering: .relaxed) ? 1 : terms)
    {
      let begin = ContinuousClock.now
      var summed = 0
      switch piece {
      case .whole(let blocks):
        let sum = legs.sum(of: blocks)
        whole[legs.leg(of: blocks.lowerBound), default: BoundedSum()] += sum
        summed = sum.termCount
        progress?.advance(summed)
      case .last(let leg):
        let sum = legs.sumOfLastBlock(leg)
        state.withLock { $0.last[leg] += sum }
      }
      let seconds = (ContinuousClock.now - begin) / .seconds(1)
      if seconds > 0.005 { terms = max(1, terms / 2) }
      if seconds < 0.001 { terms = min(mostTerms, 2 * max(terms, summed)) }
      between()
    }
    state.withLock { state in
      for (leg, sum) in whole { state.whole[leg] += sum }
    }
  }

  /// Has threads take the smallest pieces, because somebody waits for them.
  func hurry() { isHurried.store(true, ordering: .relaxed) }

  /// Has all threads stop after their pieces.
  func halt() { isHalted.store(true, ordering: .relaxed) }

  /// Lets threads run again.
  func resume() { isHalted.store(false, ordering: .relaxed) }

  /// Ranges of whole blocks that are not summed, when no thread runs.
  var rest: [Range<Int>] { state.withLock { $0.ranges.reversed() } }

  /// Whether nothing is left to take.
  var isEmpty: Bool { state.withLock { $0.ranges.isEmpty && $0.legs.isEmpty } }

  /// The sums of whole blocks by leg since the last call, when no thread runs.
  func takeWholeSums() -> [BoundedSum] {
    state.withLock { state in
      defer { state.whole = state.whole.map { _ in BoundedSum() } }
      return state.whole
    }
  }

  /// The sums of last blocks by leg.
  var lastSums: [BoundedSum] { state.withLock(\.last) }

  private func take(_ terms: Int) -> Piece? {
    state.withLock { state in
      if let range = state.ranges.popLast() {
        let end = min(
          range.upperBound,
          legs.engine.numbers.blocks(from: range.lowerBound, terms: terms).upperBound)
        if end < range.upperBound { state.ranges.append(end..<range.upperBound) }
        return .whole(range.lowerBound..<end)
      }
      return state.legs.popLast().map { .last($0) }
    }
  }
}
