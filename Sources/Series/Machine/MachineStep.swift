/// A step of a ``MachineProgram``.
struct MachineStep: Hashable, Sendable {
  /// What a step takes.
  enum Operand: Hashable, Sendable {
    /// The value of a step before it.
    case step(Int)
    /// One of the program's constants.
    case constant(Int)
  }

  let operation: MachineOperation

  /// At most three.
  let operands: [Operand]
}
