import Summation

/// Computes and sums a program's terms, block by block, and what they may be wrong by.
struct ExpressionRows: RowVisitor {
  private let machine: BlockMachine
  private let numbers: NumberBlocks
  private let rowLength: Int
  private var adder = TermAdder()
  private var bounds: TermBounds

  /// The sum of the bounds of finished blocks.
  private var bound = Superaccumulator()

  init(_ program: MachineProgram, _ numbers: NumberBlocks, rowLength: Int) {
    machine = BlockMachine(program)
    bounds = TermBounds(program, numbers)
    self.numbers = numbers
    self.rowLength = rowLength
  }

  /// What is summed.
  var result: BoundedSum {
    var result = adder.result
    result.termBound = bound
    return result
  }

  /// Adds a block without a condition.
  mutating func addBlock(_ block: Range<Int>) {
    adder.beginBlock()
    var first = max(1, block.lowerBound)
    while first < block.upperBound {
      // Runs begin at their length's multiples.
      let end = min((first / BlockMachine.length + 1) * BlockMachine.length, block.upperBound)
      machine.run(from: first, count: end - first)
      adder.add(machine.terms, count: end - first)
      first = end
    }
    finish(block)
  }

  mutating func beginBlock(first: Int) {
    adder.beginBlock()
  }

  mutating func addRow(_ table: RowTable, count: Int, first: Int) {
    for start in stride(from: 0, to: count, by: BlockMachine.length) {
      let part = min(count - start, BlockMachine.length)
      machine.run(table.vectors + start / 8, count: part, middle: first + rowLength / 2)
      adder.add(machine.terms, count: part)
    }
  }

  mutating func endBlock(first: Int) {
    finish(first..<min(first + numbers.blockLength, numbers.upperLimit + 1))
  }

  private mutating func finish(_ block: Range<Int>) {
    adder.flush()
    let first = max(1, block.lowerBound)
    guard first < block.upperBound else { return }
    bound.add(bounds.bound(of: first..<block.upperBound, magnitude: adder.magnitude))
  }
}
