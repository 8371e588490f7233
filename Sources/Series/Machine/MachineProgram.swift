/// A term's program as a ``BlockMachine`` runs it: what operands are is decided, and operations that fuse are fused.
///
/// Its terms are the same for every limit and whether the numbers are consecutive or not, but for angles
/// that grow with k: of consecutive numbers they are had by steps, which differ by 2⁻⁶² of a turn at most.
struct MachineProgram: Sendable {
  /// The steps; the first is the number k.
  private(set) var steps = [MachineStep(operation: .number, operands: [])]
  private(set) var constants: [MachineConstant] = []

  /// What ``MachineOperation/phase(_:)`` means.
  private(set) var phases: [MachinePhase] = []

  /// What ``MachineOperation/digitCount(_:)`` means.
  private(set) var digits: [MachineDigits] = []

  /// What ``MachineOperation/polynomial(_:)`` means: constants, that of the highest power first.
  private(set) var polynomials: [[Int]] = []

  /// The term.
  var result = MachineStep.Operand.step(0)

  private var places: [MachineStep: Int] = [:]

  /// The value of a step, which is only added if it is not there.
  mutating func add(_ operation: MachineOperation, _ operands: MachineStep.Operand...)
    -> MachineStep.Operand
  {
    if operation == .number { return .step(0) }
    let step = MachineStep(operation: operation, operands: operands)
    if let place = places[step] { return .step(place) }
    steps.append(step)
    places[step] = steps.count - 1
    return .step(steps.count - 1)
  }

  mutating func constant(_ constant: MachineConstant) -> MachineStep.Operand {
    .constant(Self.place(of: constant, in: &constants))
  }

  mutating func place(of phase: MachinePhase) -> Int { Self.place(of: phase, in: &phases) }

  mutating func place(of digits: MachineDigits) -> Int { Self.place(of: digits, in: &self.digits) }

  private static func place<Element: Equatable>(
    of element: Element, in list: inout [Element]
  ) -> Int {
    if let place = list.firstIndex(of: element) { return place }
    list.append(element)
    return list.count - 1
  }

  /// The same program with chains of ``MachineOperation/multiplyAdd`` in one number, as Horner's scheme has them, in
  /// one pass: the same operations, so the same bits.
  var withPolynomials: Self {
    var program = self
    var uses = Array(repeating: 0, count: steps.count)
    for step in steps { for case .step(let place) in step.operands { uses[place] += 1 } }

    /// The number that a step is a polynomial in, with at least one coefficient.
    var chains: [Int: (number: MachineStep.Operand, coefficients: [Int])] = [:]
    for (place, step) in steps.enumerated() {
      switch (step.operation, step.operands.count > 2 ? step.operands[2] : .step(0)) {
      case (.multiplyAdd, .constant(let last)):
        let factors = [step.operands[0], step.operands[1]]
        for (number, other) in zip(factors, factors.reversed()) {
          if case .constant(let first) = other, case .step = number {
            chains[place] = (number, [first, last])
          } else if case .step(let before) = other, uses[before] == 1, let chain = chains[before],
            chain.number == number
          {
            chains[place] = (number, chain.coefficients + [last])
            chains[before] = nil
          } else {
            continue
          }
          break
        }
      case (.add, _):
        // x + c is 1·x + c.
        if case .constant(let last) = step.operands[1] {
          let one = program.constant(.whole(1))
          if case .constant(let first) = one, case .step = step.operands[0] {
            chains[place] = (step.operands[0], [first, last])
          }
        }
      default: break
      }
    }
    for (place, chain) in chains where chain.coefficients.count > 2 {
      program.polynomials.append(chain.coefficients)
      program.steps[place] = MachineStep(
        operation: .polynomial(program.polynomials.count - 1), operands: [chain.number])
    }
    // Divisions by what nothing else needs.
    for (place, step) in program.steps.enumerated() where step.operation == .divide {
      if case .step(let divisor) = step.operands[1], uses[divisor] == 1,
        case .polynomial(let polynomial) = program.steps[divisor].operation
      {
        program.steps[place] = MachineStep(
          operation: .divideByPolynomial(polynomial),
          operands: [step.operands[0], program.steps[divisor].operands[0]])
      }
    }
    program.removeUnused()
    return program
  }

  /// Leaves out the steps that nothing needs any more.
  mutating func removeUnused() {
    var isUsed = steps.map { $0.operation == .number }
    if case .step(let place) = result { isUsed[place] = true }
    for (place, step) in steps.enumerated().reversed() where isUsed[place] {
      for case .step(let operand) in step.operands { isUsed[operand] = true }
    }
    var newPlaces: [Int] = []
    var count = 0
    for used in isUsed {
      newPlaces.append(count)
      if used { count += 1 }
    }
    func moved(_ operand: MachineStep.Operand) -> MachineStep.Operand {
      if case .step(let place) = operand { .step(newPlaces[place]) } else { operand }
    }
    steps = zip(steps, isUsed).compactMap { step, used in
      used ? MachineStep(operation: step.operation, operands: step.operands.map(moved)) : nil
    }
    result = moved(result)
    places = [:]
  }
}
