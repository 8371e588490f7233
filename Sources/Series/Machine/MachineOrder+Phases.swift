import CVector
import VectorMath

extension MachineOrder {
  /// The error of a turn, in radians: less than 8·2⁻⁶⁴ of a turn.
  static let phaseOffset = 0x1p-58

  /// The relative error of the cosine of a turn that is exact.
  static let phaseError = TermRange.ownHalves * TermRange.unit

  /// Writes the cosines of the angles that follow each other from one on.
  func turn(
    _ count: Int, from angle: UInt128, by turns: UnsafePointer<SIMD8<UInt64>>
  ) {
    let start = SIMD8<UInt64>(repeating: UInt64(truncatingIfNeeded: angle >> 64))
    cosines(count) { cvector_add_integers(start, turns[$0]) }
  }

  /// Writes the cosines of an angle's multiples by the integers of a register.
  ///
  /// A pattern n is n₀ + 2³²·n₁, and the turn a sum of 32 bits each: of the products only what is left of the
  /// first 64 bits is dropped, and what is whole turns. The pattern of a negative integer is 2⁶⁴ more.
  func turn(_ count: Int, _ phase: MachinePhase) {
    func all(_ value: UInt64) -> SIMD8<UInt64> { SIMD8(repeating: value) }
    let step = phase.step
    let (first, second) = (all(step.high >> 32), all(step.high))
    let (third, fourth) = (all(step.middle >> 32), all(step.middle))
    let start = all(phase.start.high)
    let zero = all(0)
    cosines(count) { index in
      let low = a.bits(index)
      let high = cvector_shift_right(low, 32)
      let left = cvector_add_integers(
        cvector_multiply_halves(low, first), cvector_multiply_halves(high, second))
      let middle = cvector_add_integers(
        cvector_multiply_halves(low, second), cvector_multiply_halves(high, third))
      let right = cvector_add_integers(
        cvector_shift_right(cvector_multiply_halves(low, third), 32),
        cvector_shift_right(cvector_multiply_halves(high, fourth), 32))
      let sum = cvector_add_integers(
        cvector_add_integers(cvector_shift_left(left, 32), middle),
        cvector_add_integers(right, start))
      let excess = cvector_and(cvector_integer_less(low, zero), all(step.middle))
      return cvector_subtract_integers(sum, excess)
    }
  }

  @inline(__always)
  private func cosines(_ count: Int, _ turn: (Int) -> SIMD8<UInt64>) {
    // The turns are where the cosines will be.
    mask(count, turn)
    VectorMath.cosineOfTurns(
      UnsafeRawPointer(result).assumingMemoryBound(to: SIMD8<UInt64>.self), result, count: count)
  }
}
