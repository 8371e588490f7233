import CVector
import Summation

/// Adds terms with next to no rounding, run by run.
///
/// Eight lanes begin at an anchor C, a power of two, and end within C/4 of it. So a lane is always greater than
/// the term that is added, and what an addition loses, the rest, is had exactly by two subtractions (Fast2Sum,
/// Dekker 1971). It is at most 2⁻⁵³·C. The rests are added in double. Of n additions in a lane the j-th
/// rounds a sum of rests that is at most j·2⁻⁵³·C, and so the error is at most n²·2⁻¹⁰⁷·C; for eight lanes and
/// the last additions 2⁻¹⁰³·n²·C is enough. It is zero where no rest is other than zero.
///
/// The anchor is chosen anew after ``length`` vectors, from the terms themselves: some 8 to 16 times the sum of
/// a lane's absolute values. So the error is less than 2⁻⁸⁰ of Σ|t|, unless |t| decreases by orders of magnitude
/// meanwhile. Everything begins anew with each block, and so depends on the block's numbers only.
struct TermAdder {
  /// How many vectors of terms are added from an anchor at most.
  static let length = 512

  /// Eight lanes, and what is known of them.
  private struct Lanes {
    var sums: SIMD8<Double>
    var rests = SIMD8<Double>(repeating: 0)
    var magnitudes = SIMD8<Double>(repeating: 0)

    /// The bits that any of the rests has.
    var restBits = SIMD8<UInt64>(repeating: 0)

    init(anchor: Double) {
      sums = SIMD8(repeating: anchor)
    }
  }

  /// The sum of what was added before the last anchor.
  private(set) var result = BoundedSum()

  /// Σ|t| since it was last set to zero.
  var magnitude = 0.0

  private var lanes = Lanes(anchor: 0)
  private var anchor = 0.0
  private var additions = 0

  /// Begins anew, whatever was added before.
  mutating func beginBlock() {
    anchor = 0
    lanes = Lanes(anchor: 0)
    additions = 0
    magnitude = 0
  }

  /// Adds terms.
  ///
  /// - Parameters:
  ///   - terms: in memory that is this one's from now on.
  ///   - count: how many; those behind them, up to a whole vector, become zero.
  mutating func add(_ terms: UnsafeMutablePointer<SIMD8<Double>>, count: Int) {
    let vectors = (count + 7) / 8
    for index in count..<8 * vectors { terms[index / 8][index % 8] = 0 }
    result.termCount += count
    if additions + vectors > Self.length {
      let greatest = lanes.magnitudes.max()
      flush()
      setAnchor(greatest)
    }
    let sums = Self.adding(terms, vectors, to: lanes)
    // The sum is no number if one of them is none.
    if sums.magnitudes.sum() < .infinity, sums.magnitudes.max() <= anchor / 4 {
      lanes = sums
    } else {
      flush()
      // What these terms alone make of zero tells how great the anchor has to be.
      let alone = Self.adding(terms, vectors, to: Lanes(anchor: 0))
      let greatest = alone.magnitudes.max()
      let total = alone.magnitudes.sum()
      guard total < 0x1p1000 else { return addSingly(terms, count) }
      setAnchor(greatest * Double(Self.length / vectors))
      lanes = Self.adding(terms, vectors, to: lanes)
    }
    additions += vectors
  }

  /// Leaves nothing but ``result``.
  mutating func flush() {
    let zero = SIMD8<UInt64>(repeating: 0)
    if additions > 0 {
      for lane in 0..<8 {
        result.sum.add(lanes.sums[lane] - anchor)
        result.sum.add(lanes.rests[lane])
      }
      if cvector_shift_left(lanes.restBits, 1) != zero {
        // Rests below the least normal number are added without rounding.
        let bound = 0x1p-103 * Double(additions * additions) * anchor
        result.bound.add(max(bound, .leastNonzeroMagnitude))
      }
      let magnitudes = lanes.magnitudes.sum()
      magnitude += magnitudes
      result.magnitudes.add(magnitudes)
    }
    setAnchor(0)
  }

  /// Begins at the anchor for lanes whose absolute values have a sum of some size.
  private mutating func setAnchor(_ greatest: Double) {
    anchor = greatest == 0 ? 0 : 16 * max(greatest, 0x1p-1000).binade
    lanes = Lanes(anchor: anchor)
    additions = 0
  }

  @inline(never)
  private static func adding(
    _ terms: UnsafePointer<SIMD8<Double>>, _ count: Int, to lanes: Lanes
  ) -> Lanes {
    var (sums, rests, magnitudes) = (lanes.sums, lanes.rests, lanes.magnitudes)
    var bits = lanes.restBits
    for index in 0..<count {
      let term = terms[index]
      let sum = cvector_add(sums, term)
      let rest = cvector_subtract(term, cvector_subtract(sum, sums))
      sums = sum
      rests = cvector_add(rests, rest)
      bits = cvector_or(bits, cvector_bits(rest))
      magnitudes = cvector_add(magnitudes, cvector_absolute(term))
    }
    var result = lanes
    (result.sums, result.rests, result.magnitudes) = (sums, rests, magnitudes)
    result.restBits = bits
    return result
  }

  /// Adds terms that are too large for sums of doubles, or no numbers.
  private mutating func addSingly(_ terms: UnsafePointer<SIMD8<Double>>, _ count: Int) {
    for index in 0..<count {
      let term = terms[index / 8][index % 8]
      result.sum.add(term)
      result.magnitudes.add(abs(term))
      magnitude += abs(term)
    }
  }
}
