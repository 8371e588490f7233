import CVector

/// The vector loop over the numbers M ± n of a run; ``PhaseWalk`` says what it is for.
enum PhaseKernel {
  /// Sums over the n of a run, with g = z + z² + z³ and z = n²·`square`.
  ///
  /// Order of operations and lanes are the same for every instruction set: two chains of eight.
  ///
  /// - Parameters:
  ///   - vectors: those of ``PhaseTables``.
  ///   - steps: how many times sixteen n.
  ///   - square: about 1/M².
  ///   - cosine: |cos φ|.
  ///   - sine: |sin φ|.
  /// - Returns: the sums of g·cos nψ and of g·n·sin nψ, and that of the greater of |cos φ · cos nψ| and
  ///   |sin φ · sin nψ|.
  @inline(never)
  static func sums(
    _ vectors: UnsafePointer<SIMD8<Double>>, steps: Int, square: Double, cosine: Double,
    sine: Double
  ) -> (cosines: Double, sines: Double, magnitudes: Double) {
    let square = SIMD8<Double>(repeating: square)
    let cosine = SIMD8<Double>(repeating: cosine)
    let sine = SIMD8<Double>(repeating: sine)
    var (cosines0, sines0, magnitudes0) = (
      SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0)
    )
    var (cosines1, sines1, magnitudes1) = (cosines0, sines0, magnitudes0)
    var row = vectors
    for _ in 0..<steps {
      add(row, square, cosine, sine, &cosines0, &sines0, &magnitudes0)
      add(row + 5, square, cosine, sine, &cosines1, &sines1, &magnitudes1)
      row += 10
    }
    return (
      folded(cvector_add(cosines0, cosines1)), folded(cvector_add(sines0, sines1)),
      folded(cvector_add(magnitudes0, magnitudes1))
    )
  }

  @inline(__always)
  private static func add(
    _ row: UnsafePointer<SIMD8<Double>>, _ square: SIMD8<Double>, _ cosine: SIMD8<Double>,
    _ sine: SIMD8<Double>, _ cosines: inout SIMD8<Double>, _ sines: inout SIMD8<Double>,
    _ magnitudes: inout SIMD8<Double>
  ) {
    let z = cvector_multiply(row[0], square)
    let g = cvector_multiply_add(cvector_multiply_add(z, z, z), z, z)
    cosines = cvector_multiply_add(row[1], g, cosines)
    sines = cvector_multiply_add(row[2], g, sines)
    magnitudes = cvector_add(
      magnitudes,
      cvector_greater(cvector_multiply(row[3], cosine), cvector_multiply(row[4], sine)))
  }

  /// The sum of the lanes, in three steps.
  private static func folded(_ lanes: SIMD8<Double>) -> Double {
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
