/// A term as steps that follow each other: no step is unused, and no two are equal.
package struct TermProgram: Hashable, Sendable {
  /// The steps; each takes values of steps before it only.
  package let instructions: [Instruction]

  /// The place of the step, which yields a real, whose value is the term.
  package let result: Int

  /// A program.
  package init(instructions: [Instruction], result: Int) {
    self.instructions = instructions
    self.result = result
  }

  /// Whether every machine computes the same doubles.
  package var isPortable: Bool {
    instructions.allSatisfy { instruction in
      switch instruction {
      case .function(let function, _): function.isPortable
      case .operation(let operation, _, _): operation.isPortable
      default: true
      }
    }
  }
}
