import Summation

/// Sums 1/k over the rows of some blocks.
struct ReciprocalRows: RowVisitor {
  // The engine's, which has to outlive this.
  private let masks: UnsafePointer<SIMD8<UInt64>>
  private let additions: Int
  private let rowLength: Int

  /// The sum of the finished blocks.
  private(set) var result = BoundedSum()

  // The block in work.
  private var kernel = RowKernel.divide
  private var rests = SIMD8<Double>(repeating: 0)
  private var vectorTerms = 0
  private var scalarBound = 0.0

  // The doubles y of the rows since the last flush: `headCount` of them, all with the exponent
  // `headExponent`.
  private var headExponent = 0
  private var headCount = 0
  private var headFractions: UInt128 = 0

  init(_ engine: DirectEngine) {
    masks = UnsafePointer(engine.tables.tailMasks)
    additions = engine.additions
    rowLength = engine.grid.rowLength
  }

  mutating func beginBlock(first: Int) {
    kernel = RowKernel(row: first / rowLength)
  }

  mutating func addRow(_ table: RowTable, count: Int, first: Int) {
    let middle = first + rowLength / 2
    guard let exponent = Self.exponentOfReciprocals(first..<first + rowLength) else {
      for index in 0..<count { addSingly(middle - Int(table[index])) }
      result.termCount += count
      return
    }
    let bits = kernel.add(
      table, count: count, middle: Double(middle), masks: masks, rests: &rests)
    if exponent != headExponent {
      flushHeads()
      headExponent = exponent
    }
    // Each pattern is the exponent's field and a fraction; 4096 fractions of 52 bits fit 64.
    headFractions += UInt128(bits &- UInt64(count) &* UInt64(1023 + exponent) << 52)
    headCount += count
    vectorTerms += count
    result.termCount += count
  }

  /// The exponent of 1/k for all k of a row, or nil if there is no such, or k is no exact double.
  ///
  /// Powers of two and their near neighbours, where the exponent of a computed 1/k may go either
  /// way, are refused: those within 2⁻⁴⁰ of k. Linear seeds are off by less (2⁻⁴⁶, from row 2²² on).
  /// Seeds of second order may be off by more, but are too small below the row's middle and too
  /// great above it, so that they stay on their side of a power of two.
  ///
  /// Static, since a method of a large structure would be called on a copy.
  private static func exponentOfReciprocals(_ row: Range<Int>) -> Int? {
    let margin = row.lowerBound >> 40 + 1
    let (low, high) = (row.lowerBound - margin, row.upperBound + margin)
    guard low > 0, high <= 1 << 53 else { return nil }
    let binade = Int.bitWidth - 1 - low.leadingZeroBitCount
    return high <= 2 << binade ? -binade - 1 : nil
  }

  /// Adds 1/k exactly but for 2⁻¹⁰⁵ of it.
  private mutating func addSingly(_ number: Int) {
    let term = DoubleDouble.reciprocal(Double(number))
    result.sum.add(term.high)
    guard term.low != 0 else { return }
    result.sum.add(term.low)
    // Twice the bound, which covers the roundings of this sum.
    scalarBound += 0x1p-104 * term.high
  }

  private mutating func flushHeads() {
    guard headCount > 0 else { return }
    result.sum.add(UInt128(headCount) << 52 + headFractions, exponent: headExponent - 52)
    headCount = 0
    headFractions = 0
  }

  mutating func endBlock(first: Int) {
    flushHeads()
    for lane in 0..<8 { result.sum.add(rests[lane]) }
    rests = SIMD8(repeating: 0)
    // In the first row, that of numbers less than its length, every term is added singly.
    let least = max(first, rowLength)
    result.bound.add(scalarBound)
    result.bound.add(
      kernel.errorBound(
        row: least / rowLength, count: vectorTerms, greatest: 1 / Double(least),
        additions: additions))
    vectorTerms = 0
    scalarBound = 0
  }
}
