/// Bounds of how far the terms of a block, all together, may be from those that are written.
///
/// What is known of all the numbers of a block at once says least of the first of them. So a block is cut in
/// two again and again where that helps, at places that only depend on the block.
struct TermBounds {
  /// How often ``TermErrors`` are asked for a block, at most.
  private static let mostPieces = 100

  /// What the terms of a piece may be wrong by: so much of Σ|t|, and something beside.
  private struct Piece {
    var relative: Double
    var rest: Double
  }

  private var errors: TermErrors
  private let numbers: NumberBlocks
  private var pieces = 0

  init(_ program: MachineProgram, _ numbers: NumberBlocks) {
    errors = TermErrors(program)
    self.numbers = numbers
  }

  /// The bound for a block.
  ///
  /// - Parameters:
  ///   - block: its numbers, those included that do not meet the condition.
  ///   - magnitude: Σ|t| of the computed terms, but for rounding.
  /// - Returns: infinity if none is known.
  mutating func bound(of block: Range<Int>, magnitude: Double) -> Double {
    pieces = 0
    let magnitude = magnitude * (1 + 0x1p-20)
    let whole = refined(block, piece(block), magnitude)
    // |t| is that of the true terms, whose sum is at most so much more; Σ|t| is to be finite for it.
    let relative = whole.relative * (1 + 2 * whole.relative)
    if relative == 0 { return whole.rest }
    let terms = TermRange.sum(magnitude, whole.rest)
    return TermRange.sum(TermRange.product(relative, terms), whole.rest)
  }

  private mutating func refined(
    _ block: Range<Int>, _ own: Piece, _ magnitude: Double
  ) -> Piece {
    // Nothing to be gained.
    if own.rest <= 0.1 * (own.relative + TermRange.unit) * magnitude { return own }
    guard block.count > 1, pieces < Self.mostPieces else { return own }
    let middle = block.lowerBound + block.count / 2
    let parts = [block.lowerBound..<middle, middle..<block.upperBound]
    var halves = parts.map { piece($0) }
    if own.rest.isFinite, halves[0].rest + halves[1].rest > 0.75 * own.rest { return own }
    for index in 0..<2 {
      halves[index] = refined(parts[index], halves[index], magnitude)
      // What is unknown remains so.
      if halves[index].rest.isInfinite { return halves[index] }
    }
    return Piece(
      relative: max(halves[0].relative, halves[1].relative),
      rest: TermRange.sum(halves[0].rest, halves[1].rest))
  }

  private mutating func piece(_ block: Range<Int>) -> Piece {
    pieces += 1
    let count = Double(numbers.termCount(ofNumbers: block))
    if count == 0 { return Piece(relative: 0, rest: 0) }
    let range = errors.range(of: block.lowerBound, through: block.upperBound - 1)
    // The relative error of what may cancel says little.
    if range.relative < 0x1p-30, range.offset < range.error || range.error.isInfinite {
      return Piece(relative: range.relative, rest: TermRange.product(count, range.offset))
    }
    return Piece(relative: 0, rest: TermRange.product(count, range.error))
  }
}
