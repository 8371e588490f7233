import Summation

/// Sums k^-s or ln(k)·k^-s over the rows of some blocks.
struct PowerRows: RowVisitor {
  // The engine's, which has to outlive this.
  private let masks: UnsafePointer<SIMD8<UInt64>>
  private let table: PowerTable
  private let expansion: PowerExpansion
  private let rowLength: Int

  /// The sum of the finished blocks.
  private(set) var result = BoundedSum()

  /// The bound of the block in work, but for the roundings of its own sum.
  private var bound = 0.0

  init(_ rows: DirectEngine, table: PowerTable) {
    masks = UnsafePointer(rows.tables.tailMasks)
    self.table = table
    expansion = table.expansion
    rowLength = rows.grid.rowLength
  }

  mutating func endBlock(first: Int) {
    // The factor covers the roundings of all bounds.
    result.bound.add(1.01 * bound)
    bound = 0
  }

  /// Adds a row as a whole about its middle, or, near 0, in pieces about the middles of segments.
  mutating func addRow(_ row: RowTable, count: Int, first: Int) {
    let middle = first + rowLength / 2
    result.termCount += count
    if first / rowLength < 1 << table.segmentBits {
      addPieces(row, count: count, middle: middle)
    } else {
      // Above 2^53 not every middle is a double.
      let centre = middle <= 1 << 53 ? middle : first
      let distance = rowLength / 2 + middle - centre
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
