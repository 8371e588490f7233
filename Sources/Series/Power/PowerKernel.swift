import CVector

/// The vector loop that evaluates k^-s, or ln(k)·k^-s, for passing numbers of a row.
///
/// About a centre c every term is c^-s·(E₀ + E₁·(v/c) + r(v)) with v = c − k. The sum of the v, which are
/// integers, is exact in double; only the r(v), which are of second order, are rounded.
struct PowerKernel {
  /// The first vector and the last one, and which of their lanes are in use.
  private let vectors: ClosedRange<Int>
  private let headMask: SIMD8<UInt64>
  private let tailMask: SIMD8<UInt64>

  private let entries: UnsafePointer<SIMD8<Double>>
  private let shift: SIMD8<Double>

  /// The sums of two chains of vectors.
  private struct Chain {
    var distances = SIMD8<Double>(repeating: 0)
    var rests = SIMD8<Double>(repeating: 0)
  }

  /// - Parameters:
  ///   - table: the row's passing numbers.
  ///   - range: which of them; not empty.
  ///   - shift: the centre less the row's middle.
  ///   - masks: those of ``RowTables/tailMasks``.
  @inline(__always)
  init(
    _ table: RowTable, range: Range<Int>, shift: Double, masks: UnsafePointer<SIMD8<UInt64>>
  ) {
    let last = range.upperBound - 1
    vectors = range.lowerBound >> 3...last >> 3
    headMask = ~masks[2 * (range.lowerBound & 7)]
    tailMask = masks[2 * (last & 7) + 2]
    entries = table.vectors
    self.shift = SIMD8(repeating: shift)
  }

  /// Evaluates r(v) = v²·(g₂ + g₃v + …) for all v.
  ///
  /// - Parameters:
  ///   - coefficients: g₂, g₃ and so on.
  ///   - degree: the last of them that is needed: 3 to 8.
  /// - Returns: the sum of all v, exactly, and the sum of all r(v).
  func sums(
    _ coefficients: SIMD8<Double>, degree: Int
  ) -> (distances: Double, rests: Double) {
    switch degree {
    case 3: cubic(coefficients)
    case 4: quartic(coefficients)
    case 5, 6: sextic(coefficients)
    default: octic(coefficients)
    }
  }

  @inline(never)
  private func cubic(_ g: SIMD8<Double>) -> (Double, Double) {
    let (g2, g3) = (SIMD8(repeating: g[0]), SIMD8(repeating: g[1]))
    return loop { v in cvector_multiply_add(g3, v, g2) }
  }

  @inline(never)
  private func quartic(_ g: SIMD8<Double>) -> (Double, Double) {
    let (g2, g3, g4) = (SIMD8(repeating: g[0]), SIMD8(repeating: g[1]), SIMD8(repeating: g[2]))
    return loop { v in cvector_multiply_add(cvector_multiply_add(g4, v, g3), v, g2) }
  }

  @inline(never)
  private func sextic(_ g: SIMD8<Double>) -> (Double, Double) {
    let (g2, g3, g4) = (SIMD8(repeating: g[0]), SIMD8(repeating: g[1]), SIMD8(repeating: g[2]))
    let (g5, g6) = (SIMD8(repeating: g[3]), SIMD8(repeating: g[4]))
    return loop { v in
      let p = cvector_multiply_add(cvector_multiply_add(g6, v, g5), v, g4)
      return cvector_multiply_add(cvector_multiply_add(p, v, g3), v, g2)
    }
  }

  @inline(never)
  private func octic(_ g: SIMD8<Double>) -> (Double, Double) {
    let (g2, g3, g4) = (SIMD8(repeating: g[0]), SIMD8(repeating: g[1]), SIMD8(repeating: g[2]))
    let (g5, g6) = (SIMD8(repeating: g[3]), SIMD8(repeating: g[4]))
    let (g7, g8) = (SIMD8(repeating: g[5]), SIMD8(repeating: g[6]))
    return loop { v in
      let p = cvector_multiply_add(cvector_multiply_add(g8, v, g7), v, g6)
      let q = cvector_multiply_add(cvector_multiply_add(p, v, g5), v, g4)
      return cvector_multiply_add(cvector_multiply_add(q, v, g3), v, g2)
    }
  }

  /// Sums over all vectors; lanes out of use have v = 0, which adds nothing.
  @inline(__always)
  private func loop(
    _ polynomial: (SIMD8<Double>) -> SIMD8<Double>
  ) -> (Double, Double) {
    @inline(__always)
    func add(_ v: SIMD8<Double>, to chain: inout Chain) {
      let zero = SIMD8<Double>(repeating: 0)
      chain.distances = cvector_add(chain.distances, v)
      chain.rests = cvector_multiply_add(
        cvector_multiply_add(v, v, zero), polynomial(v), chain.rests)
    }
    var (even, odd) = (Chain(), Chain())
    let (first, last) = (vectors.lowerBound, vectors.upperBound)
    let head = cvector_select(cvector_add(entries[first], shift), headMask)
    if first == last {
      add(cvector_select(head, tailMask), to: &even)
    } else {
      add(head, to: &even)
      var index = first + 1
      while index + 1 < last {
        add(cvector_add(entries[index], shift), to: &odd)
        add(cvector_add(entries[index + 1], shift), to: &even)
        index += 2
      }
      if index < last { add(cvector_add(entries[index], shift), to: &odd) }
      add(cvector_select(cvector_add(entries[last], shift), tailMask), to: &even)
    }
    return (
      Self.total(cvector_add(even.distances, odd.distances)),
      Self.total(cvector_add(even.rests, odd.rests))
    )
  }

  @inline(__always)
  private static func total(_ lanes: SIMD8<Double>) -> Double {
    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
      + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
  }
}
