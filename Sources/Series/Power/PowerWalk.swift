import Summation

/// A walk over the passing numbers of some blocks, digit by digit, that sums k^-s or ln(k)·k^-s.
struct PowerWalk {
  // These are the engine's, which has to outlive the walk.
  private let rowTables: UnsafeMutableBufferPointer<RowTable>
  private let masks: UnsafePointer<SIMD8<UInt64>>
  private let table: PowerTable
  private let expansion: PowerExpansion
  private let automaton: DigitAutomaton
  private let powers: [Int]
  private let grid: BlockGrid

  /// From the first number of the first block to the last number of the last, or the series' limit.
  private let numbers: Range<Int>

  /// The sum of the finished blocks.
  private(set) var result = BoundedSum()

  /// The bound of the block in work, but for the roundings of its own sum.
  private var bound = 0.0

  init(rows: DirectEngine, table: PowerTable, numbers: Range<Int>) {
    rowTables = rows.tables.byState
    masks = UnsafePointer(rows.tables.tailMasks)
    self.table = table
    expansion = table.expansion
    automaton = rows.numbers.counts.automaton
    powers = rows.numbers.counts.powers
    grid = rows.grid
    self.numbers = numbers
  }

  /// Sums all blocks.
  mutating func run() {
    guard !numbers.isEmpty else { return }
    var height = grid.blockDigits
    while powers[height] < numbers.upperBound { height += 1 }
    visit(state: DigitAutomaton.start, first: 0, height: height)
  }

  /// Visits the numbers from `first` on that share all but their last `height` digits.
  private mutating func visit(state: Int, first: Int, height: Int) {
    guard first < numbers.upperBound, first + powers[height] > numbers.lowerBound else {
      return
    }
    if height == grid.rowDigits {
      addRow(rowTables[state], first: first)
    } else {
      for digit in 0..<automaton.base {
        let target = automaton.next(state, digit)
        if target != DigitAutomaton.dead {
          visit(
            state: target, first: first + digit * powers[height - 1], height: height - 1)
        }
      }
    }
    if height == grid.blockDigits {
      // The factor covers the roundings of all bounds.
      result.bound.add(1.01 * bound)
      bound = 0
    }
  }

  /// Adds a row as a whole about its middle, or, near 0, in pieces about the middles of segments.
  private mutating func addRow(_ row: RowTable, first: Int) {
    let middle = first + grid.rowLength / 2
    let isWhole = first + grid.rowLength <= numbers.upperBound
    let count = isWhole ? row.count : row.count(below: Double(numbers.upperBound - middle))
    guard count > 0 else { return }
    result.termCount += count
    if first / grid.rowLength < 1 << table.segmentBits {
      addPieces(row, count: count, middle: middle)
    } else {
      // Above 2^53 not every middle is a double.
      let centre = middle <= 1 << 53 ? middle : first
      let distance = grid.rowLength / 2 + middle - centre
      add(
        row, 0..<count, middle: middle, centre: centre, distance: Double(distance))
    }
  }

  private mutating func addPieces(_ row: RowTable, count: Int, middle: Int) {
    var index = 0
    while index < count {
      let number = middle - Int(row[index])
      let shift = Int.bitWidth - 1 - number.leadingZeroBitCount - table.segmentBits
      guard shift > 0 else {
        addSingly(number)
        index += 1
        continue
      }
      let start = (number >> shift) << shift
      let end = min(count, row.count(below: Double(start - middle + 1 << shift)))
      let half = 1 << (shift - 1)
      add(
        row, index..<end, middle: middle, centre: start + half, distance: Double(half))
      index = end
    }
  }

  private mutating func addSingly(_ number: Int) {
    // 1^-s is 1, and ln 1 is 0.
    guard number > 1 else { return result.sum.add(expansion.isLogarithm ? 0 : 1) }
    guard let entry = table.single(number) else { return bound += PowerTable.vanishing }
    let term = expansion.isLogarithm ? entry.logarithm * entry.power : entry.power
    result.sum.add(term.high)
    result.sum.add(term.low)
    let steepness = 1.5 * expansion.exponent.high * entry.logarithm.high
    bound += term.high * 0x1p-99 * (1 + steepness)
  }

  /// Adds the terms of numbers that are no farther than `distance` from `centre`.
  ///
  /// With h = `distance`/`centre`, terms and errors are in units of `centre`^-s. Since 2(s + 1)·h is at
  /// most 2⁻⁵, what is left out of Taylor's series is at most 1.04 times the bound of its first term,
  /// and all from the second order on at most 1.04·B₂h². Of this the rounding of coefficients, of
  /// products and of Horner's steps takes 12u; the chains of the vector loop take half their length
  /// and folding them 4u. All v together are less than 2⁵³, so that their sum is exact.
  private mutating func add(
    _ row: RowTable, _ range: Range<Int>, middle: Int, centre: Int, distance: Double
  ) {
    guard let binade = table.binade(of: centre) else {
      return bound += Double(range.count) * PowerTable.vanishing
    }
    let entry = table.entry(at: centre, binade: binade)
    let constant = expansion.isLogarithm ? entry.logarithm : DoubleDouble(1)
    let bounds = expansion.bounds(constant: constant.high)
    let h = distance / Double(centre)
    var degree = 3
    var leftOut = h * h * h * h
    while degree < PowerExpansion.highestDegree, bounds[degree - 1] * leftOut > 0x1p-72 {
      degree += 1
      leftOut *= h
    }

    let inverse = DoubleDouble.reciprocal(Double(centre))
    let sums = PowerKernel(
      row, range: range, shift: Double(centre - middle), masks: masks
    ).sums(
      expansion.coefficients(constant: constant.high, scale: inverse.high), degree: degree)
    let slope = expansion.first(constant: constant) * inverse
    let count = Double(range.count)
    let relative =
      constant * DoubleDouble(count)
      + (slope * DoubleDouble(sums.distances) + DoubleDouble(sums.rests))
    let sum = entry.power * relative
    result.sum.add(sum.high)
    result.sum.add(sum.low)

    let rounding = 0x1p-53 * (23 + count / 32) * bounds[0] * h * h
    let constantError = expansion.isLogarithm ? table.logarithmError : 0
    let error =
      constant.high * (table.powerError(binade: binade) + 0x1p-98)
      + constantError + bounds[degree - 1] * leftOut + rounding
    // The factor covers 1.04, sums a little above `constant`, and the roundings of these lines.
    bound += 1.06 * count * entry.power.high * error
  }
}
