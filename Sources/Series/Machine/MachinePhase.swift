/// An angle that grows by equal steps: cos of 2π(`step`·n + `start`).
struct MachinePhase: Hashable, Sendable {
  let step: Turn
  let start: Turn

  /// The angle of a sine or a cosine.
  init(_ function: PhaseFunction, factor: RealConstant, offset: RealConstant) {
    step = Turn(factor)
    let start = Turn(offset)
    self.start = function == .sine ? start.quarterBack : start
  }

  private init(step: Turn, start: Turn) {
    (self.step, self.start) = (step, start)
  }

  /// The same for n = `factor`·k + `offset`, as an angle of k.
  func of(factor: Int, offset: Int) -> Self {
    Self(step: step * factor, start: start + step * offset)
  }

  /// The angle at a number that is not negative, in units of 2⁻¹²⁸ of a turn: off by 2⁻¹²⁶ at most.
  func angle(at number: Int) -> UInt128 {
    let number = UInt64(number)
    let low = number.multipliedFullWidth(by: step.low).high
    return start.head &+ step.head &* UInt128(number) &+ UInt128(low)
  }
}
