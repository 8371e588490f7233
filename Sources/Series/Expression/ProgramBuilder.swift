/// Puts the steps of a program together, equal ones once.
struct ProgramBuilder {
  private var instructions: [Instruction] = []
  private var places: [Instruction: Int] = [:]

  /// How many steps there are.
  var count: Int { instructions.count }

  subscript(place: Int) -> Instruction { instructions[place] }

  /// Adds a step, unless there is an equal one, and yields its place.
  mutating func add(_ instruction: Instruction) -> Int {
    let instruction = instruction.ordered
    if let place = places[instruction] { return place }
    instructions.append(instruction)
    places[instruction] = instructions.count - 1
    return instructions.count - 1
  }

  /// The steps that a result needs, with products that are used once and then added to put into one
  /// step with the addition.
  func program(_ result: Int) -> TermProgram {
    let instructions = fused(result)
    let uses = Self.uses(instructions, result)
    var builder = Self()
    var places = [Int](repeating: 0, count: instructions.count)
    for (place, instruction) in instructions.enumerated() where uses[place] > 0 {
      places[place] = builder.add(instruction.renumbered { places[$0] })
    }
    return TermProgram(instructions: builder.instructions, result: places[result])
  }

  private func fused(_ result: Int) -> [Instruction] {
    let uses = Self.uses(instructions, result)
    return instructions.map { instruction in
      guard case .operation(.add, let a, let b) = instruction else { return instruction }
      for (product, addend) in [(b, a), (a, b)] where uses[product] == 1 {
        if case .operation(.multiply, let x, let y) = instructions[product] {
          return .multiplyAdd(x, y, addend)
        }
      }
      return instruction
    }
  }

  /// How often each step's value is taken by steps that the result needs, and by whoever wants that.
  private static func uses(_ instructions: [Instruction], _ result: Int) -> [Int] {
    var uses = [Int](repeating: 0, count: instructions.count)
    uses[result] = 1
    for place in instructions.indices.reversed() where uses[place] > 0 {
      for operand in instructions[place].operands { uses[operand] += 1 }
    }
    return uses
  }
}

extension Instruction {
  /// The same step with operands that may be exchanged in the order of their places.
  fileprivate var ordered: Self {
    switch self {
    case .integerOperation(let operation, let a, let b) where a > b:
      switch operation {
      case .add, .multiply, .least, .greatest: .integerOperation(operation, b, a)
      case .subtract, .quotient, .remainder: self
      }
    case .operation(let operation, let a, let b) where a > b:
      operation == .add || operation == .multiply ? .operation(operation, b, a) : self
    case .compareIntegers(.equal, let a, let b) where a > b: .compareIntegers(.equal, b, a)
    case .compare(.equal, let a, let b) where a > b: .compare(.equal, b, a)
    case .and(let a, let b) where a > b: .and(b, a)
    case .or(let a, let b) where a > b: .or(b, a)
    case .multiplyAdd(let a, let b, let c) where a > b: .multiplyAdd(b, a, c)
    default: self
    }
  }

  /// The same step with other places.
  fileprivate func renumbered(_ place: (Int) -> Int) -> Self {
    switch self {
    case .number, .integer, .constant: self
    case .integerOperation(let operation, let a, let b):
      .integerOperation(operation, place(a), place(b))
    case .digitCount(let digits, let base, let a):
      .digitCount(digits: digits, base: base, place(a))
    case .selectInteger(let mask, let a, let b):
      .selectInteger(mask: place(mask), place(a), place(b))
    case .real(let a): .real(place(a))
    case .function(let function, let a): .function(function, place(a))
    case .operation(let operation, let a, let b): .operation(operation, place(a), place(b))
    case .multiplyAdd(let a, let b, let c): .multiplyAdd(place(a), place(b), place(c))
    case .integerPower(let a, let exponent): .integerPower(place(a), exponent)
    case .sign(let a): .sign(place(a))
    case .phase(let function, let a, let factor, let offset):
      .phase(function, place(a), factor: factor, offset: offset)
    case .random(let a, let seed): .random(place(a), seed: seed)
    case .select(let mask, let a, let b): .select(mask: place(mask), place(a), place(b))
    case .compareIntegers(let comparison, let a, let b):
      .compareIntegers(comparison, place(a), place(b))
    case .compare(let comparison, let a, let b): .compare(comparison, place(a), place(b))
    case .and(let a, let b): .and(place(a), place(b))
    case .or(let a, let b): .or(place(a), place(b))
    case .not(let a): .not(place(a))
    }
  }
}
