import Summation

/// A walk over blocks that sums the terms of a ``PhaseTerm``.
///
/// A run's terms are taken in pairs, at M + n and M − n. With φ the angle at M and ψ that from m to
/// m + 1, and 1 + g = M²/(M² − n²),
///
///     cos(φ + nψ)/(M + n) + cos(φ − nψ)/(M − n)
///       = 2/M · (1 + g) · (cos φ · cos nψ + sin φ/M · n·sin nψ).
///
/// cos nψ and n·sin nψ are the same in every run, so that their sums without g are a table's, in
/// double-double, and g is computed for every pair: that needs only doubles, since g is small. The
/// numbers below 2¹⁶ are summed one by one in double-double, and those of a short run that the limit
/// cuts. Up to 2²⁰ runs are short, then long: so g is less than 2⁻²² everywhere.
///
/// The bound, with u = 2⁻⁵³ and for a run of L numbers, L/2 pairs:
/// - z = n²/M² has a relative error of 4u (1/M, its square and the product), g one of 5u; the table's
///   n·sin nψ 2u more. A product g·cos nψ passes at most 32 roundings in its chain and 4 where lanes
///   are folded: 43u in all. As |cos φ| and |cos nψ| are at most 1, and the mean of n² is below L²/3,
///   a pair's error is at most 2/M · 43u/3 · (L/M)². The sines' is n/M < 2⁻¹¹ times that. What g leaves
///   out, z⁴ and more, is below 2⁻⁶⁵ of z. 15u·(L/M)² covers all this.
/// - A ``Rotation`` has an error of 2⁻¹⁰⁴. One after another has √2 times the sum of theirs and 7u²: so
///   φ, made of three, has less than 2⁻¹⁰⁰·⁷, and φ ± nψ of a single term less than 2⁻⁹⁹·⁹. The other
///   operations in double-double add less than 40u². 2⁻⁹⁸ covers this and the roundings in evaluating
///   the bound.
///
/// Both are relative to the sum of the terms' amplitudes `scale`/m.
struct PhaseWalk {
  private let term: PhaseTerm
  private let tables: PhaseTables

  /// The first number after the last.
  private let end: Int

  /// The sum of the finished blocks.
  private(set) var result = BoundedSum()

  // The block in work: the sum of all amplitudes, that of all |t|, and the bound of (L/M)².
  private var amplitudes = 0.0
  private var magnitudes = 0.0
  private var greatestSquare = 0.0

  init(term: PhaseTerm, tables: PhaseTables, end: Int) {
    self.term = term
    self.tables = tables
    self.end = end
  }

  /// Adds a block's terms.
  mutating func add(block: Int) {
    let first = block * PhaseTables.block
    (amplitudes, magnitudes, greatestSquare) = (0, 0, 0)
    let anchor = Rotation(turn: term.turn(at: middle(first, PhaseTables.long)))
    for (index, rotation) in tables.toLong.enumerated() {
      let first = first + index * PhaseTables.long
      guard first < end else { break }
      let rotation = anchor * rotation
      if first >= 1 << 20, first + PhaseTables.long <= end {
        addRun(first, PhaseTables.long, rotation, tables.longSums)
      } else {
        addPieces(first, rotation)
      }
    }
    result.bound.add(amplitudes * (0x1p-98 + 15 * 0x1p-53 * greatestSquare))
    result.magnitudes.add(magnitudes)
  }

  /// Adds a long run in short ones.
  private mutating func addPieces(_ first: Int, _ rotation: Rotation) {
    for (index, toShort) in tables.toShort.enumerated() {
      let first = first + index * PhaseTables.short
      guard first < end else { return }
      let rotation = rotation * toShort
      if first >= 1 << 16, first + PhaseTables.short <= end {
        addRun(first, PhaseTables.short, rotation, tables.shortSums)
      } else {
        addSingly(first, rotation)
      }
    }
  }

  /// The middle of a run in m.
  private func middle(_ first: Int, _ length: Int) -> Int {
    2 * first + length - 1 - term.shift
  }

  private mutating func addRun(
    _ first: Int, _ length: Int, _ rotation: Rotation,
    _ sums: (cosines: DoubleDouble, sines: DoubleDouble)
  ) {
    let middle = middle(first, length)
    // Not every integer above 2⁵³ is a double.
    let rounded = Double(middle)
    let reciprocal =
      DoubleDouble(1) / DoubleDouble.sum(rounded, Double(middle - Int(rounded)))
    let (cosines, sines, greatest) = PhaseKernel.sums(
      tables.vectors, steps: length / 32, square: reciprocal.high * reciprocal.high,
      cosine: abs(rotation.cosine.high), sine: abs(rotation.sine.high))
    let even = rotation.cosine * (sums.cosines + DoubleDouble(cosines))
    let odd = rotation.sine * (sums.sines + DoubleDouble(sines))
    let sum = (even + odd * reciprocal) * reciprocal
    result.sum.add(2 * term.scale * sum.high)
    result.sum.add(2 * term.scale * sum.low)
    result.termCount += length
    // The two terms of a pair have |a + b| + |a − b| = 2·max(|a|, |b|), but for n/M < 2⁻¹¹ of it.
    magnitudes += 2 * term.scale * greatest * reciprocal.high
    let least = Double(2 * first - 1)
    amplitudes += term.scale * Double(length) / least
    let ratio = Double(length) / least
    greatestSquare = max(greatestSquare, ratio * ratio)
  }

  /// Adds the terms of a short run up to the limit one by one.
  private mutating func addSingly(_ first: Int, _ rotation: Rotation) {
    let after = first + PhaseTables.short / 2
    for (index, step) in tables.rotations.enumerated() {
      let a = rotation.cosine * step.cosine
      let b = rotation.sine * step.sine
      addTerm(after + index, a - b)
      addTerm(after - 1 - index, a + b)
    }
  }

  private mutating func addTerm(_ number: Int, _ cosine: DoubleDouble) {
    guard number > 0, number < end else { return }
    let reciprocal = DoubleDouble.reciprocal(Double(2 * number - term.shift))
    let value = cosine * reciprocal
    result.sum.add(term.scale * value.high)
    result.sum.add(term.scale * value.low)
    result.termCount += 1
    magnitudes += term.scale * abs(value.high)
    amplitudes += term.scale * reciprocal.high
  }
}
