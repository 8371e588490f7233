/// Makes a ``MachineProgram`` of a term's instructions.
struct MachineCompiler {
  /// Integers up to here are doubles.
  private static let greatestWhole = 1 << 53

  /// An integer's value, and what is known of it.
  private struct Integer {
    let operand: MachineStep.Operand
    let range: ClosedRange<Int>

    var isWhole: Bool {
      range.lowerBound >= -greatestWhole && range.upperBound <= greatestWhole
    }
  }

  private let source: [Instruction]
  private let upperLimit: Int
  private let isConsecutive: Bool

  /// How many instructions use each.
  private var uses: [Int]

  private var program = MachineProgram()

  /// By place: reals and masks, and integers.
  private var values: [MachineStep.Operand] = []
  private var integers: [Int: Integer] = [:]

  /// The program for numbers up to a limit, whose runs may all be without gaps.
  static func program(
    _ term: TermProgram, upTo upperLimit: Int, isConsecutive: Bool
  ) -> MachineProgram {
    var compiler = Self(term, upperLimit, isConsecutive)
    for place in term.instructions.indices { compiler.add(place) }
    let result = compiler.values[term.result]
    if case .constant = result {
      // Terms that are all the same have to be written out.
      let one = compiler.program.constant(.whole(1))
      compiler.program.result = compiler.program.add(.multiply, result, one)
    } else {
      compiler.program.result = result
    }
    compiler.program.removeUnused()
    return compiler.program
  }

  private init(_ term: TermProgram, _ upperLimit: Int, _ isConsecutive: Bool) {
    source = term.instructions
    self.upperLimit = upperLimit
    self.isConsecutive = isConsecutive
    uses = Array(repeating: 0, count: source.count)
    for instruction in source { for operand in instruction.operands { uses[operand] += 1 } }
  }

  private mutating func add(_ place: Int) {
    let instruction = source[place]
    if instruction.kind == .integer {
      let integer = integer(instruction)
      integers[place] = integer
      values.append(integer.operand)
    } else {
      values.append(value(instruction))
    }
  }

  // MARK: Integers

  private mutating func integer(_ instruction: Instruction) -> Integer {
    switch instruction {
    case .number:
      return Integer(operand: program.add(.number), range: 0...upperLimit)
    case .integer(let value):
      let value = Int(value)
      let isWhole = value.magnitude <= Self.greatestWhole
      return Integer(
        operand: program.constant(isWhole ? .whole(value) : .integer(value)), range: value...value)
    case .digitCount(let digits, let base, let a):
      let place = program.place(of: MachineDigits(digits: digits, base: base))
      return Integer(operand: program.add(.digitCount(place), wide(a)), range: 0...64)
    case .selectInteger(let mask, let a, let b):
      let (first, second) = (self[a], self[b])
      let range =
        min(
          first.range.lowerBound, second.range.lowerBound)...max(
          first.range.upperBound, second.range.upperBound)
      let isWhole = first.isWhole && second.isWhole
      return Integer(
        operand: program.add(
          .choose, values[mask], isWhole ? first.operand : wide(a),
          isWhole ? second.operand : wide(b)),
        range: range)
    case .integerOperation(let operation, let a, let b):
      let range = operation.range(self[a].range, self[b].range)
      let result = Integer(operand: .step(0), range: range)
      if result.isWhole && self[a].isWhole && self[b].isWhole {
        return Integer(operand: whole(operation, a, b), range: range)
      }
      let operand = program.add(operation.ofIntegers, wide(a), wide(b))
      // Results that fit are doubles wherever the operands are.
      return Integer(
        operand: result.isWhole ? program.add(.double, operand) : operand, range: range)
    default: preconditionFailure("\(instruction) is not an integer")
    }
  }

  private subscript(_ place: Int) -> Integer {
    guard let integer = integers[place] else {
      preconditionFailure("step \(place) is not an integer")
    }
    return integer
  }

  /// An operation on integers that are doubles.
  private mutating func whole(
    _ operation: IntegerOperation, _ a: Int, _ b: Int
  ) -> MachineStep.Operand {
    let (first, second) = (values[a], values[b])
    switch operation {
    case .add: return sum(a, b)
    case .subtract: return difference(a, b)
    case .multiply: return program.add(.multiply, first, second)
    case .quotient: return program.add(.quotient, first, second)
    case .remainder: return program.add(.remainder, first, second)
    case .least: return program.add(.least, first, second)
    case .greatest: return program.add(.greatest, first, second)
    }
  }

  /// An integer as an `Int64`.
  private mutating func wide(_ place: Int) -> MachineStep.Operand {
    let integer = self[place]
    guard integer.isWhole else { return integer.operand }
    if integer.range.count == 1 { return program.constant(.integer(integer.range.lowerBound)) }
    return program.add(.integer, integer.operand)
  }

  /// The double next to an integer.
  private mutating func real(_ place: Int) -> MachineStep.Operand {
    let integer = self[place]
    if integer.isWhole { return integer.operand }
    // One operation on doubles that are integers rounds once.
    if case .integerOperation(let operation, let a, let b) = source[place],
      isDouble(a) ? isDouble(b) || product(b) != nil : isDouble(b) && product(a) != nil
    {
      switch operation {
      case .multiply where isDouble(a) && isDouble(b):
        return program.add(.multiply, values[a], values[b])
      case .add: return sum(a, b)
      case .subtract: return difference(a, b)
      default: break
      }
    }
    return program.add(.double, integer.operand)
  }

  /// Whether a value is a double: a real, or an integer that is one.
  private func isDouble(_ place: Int) -> Bool { integers[place]?.isWhole ?? true }

  /// The factors of a product that nothing else needs, of doubles or of integers that are doubles.
  private func product(_ place: Int) -> (MachineStep.Operand, MachineStep.Operand)? {
    guard uses[place] == 1 else { return nil }
    switch source[place] {
    case .operation(.multiply, let a, let b):
      return (values[a], values[b])
    case .integerOperation(.multiply, let a, let b) where self[a].isWhole && self[b].isWhole:
      return (values[a], values[b])
    case .real(let a):
      return integers[a]?.isWhole == true ? product(a) : nil
    default: return nil
    }
  }

  /// a + b, one of them multiplied on the way.
  private mutating func sum(_ a: Int, _ b: Int) -> MachineStep.Operand {
    if isDouble(b), let (x, y) = product(a) {
      return program.add(.multiplyAdd, x, y, values[b])
    }
    if let (x, y) = product(b) { return program.add(.multiplyAdd, x, y, values[a]) }
    return program.add(.add, values[a], values[b])
  }

  private mutating func difference(_ a: Int, _ b: Int) -> MachineStep.Operand {
    if isDouble(b), let (x, y) = product(a) {
      return program.add(.multiplySubtract, x, y, values[b])
    }
    if let (x, y) = product(b) { return program.add(.subtractProduct, x, y, values[a]) }
    return program.add(.subtract, values[a], values[b])
  }

  /// Slope and offset, if an integer is a·k + b with an a that is not zero.
  private func line(_ place: Int) -> (slope: Int, offset: Int)? {
    func part(_ place: Int) -> (slope: Int, offset: Int)? {
      switch source[place] {
      case .number: return (1, 0)
      case .integer(let value): return (0, Int(value))
      case .integerOperation(let operation, let a, let b):
        guard let a = part(a), let b = part(b) else { return nil }
        func combined(_ body: (Int, Int) -> (Int, Bool)) -> (slope: Int, offset: Int)? {
          let (slope, offset) = (body(a.slope, b.slope), body(a.offset, b.offset))
          return slope.1 || offset.1 ? nil : (slope.0, offset.0)
        }
        switch operation {
        case .add: return combined { $0.addingReportingOverflow($1) }
        case .subtract: return combined { $0.subtractingReportingOverflow($1) }
        case .multiply:
          guard a.slope == 0 || b.slope == 0 else { return nil }
          let (line, factor) = a.slope == 0 ? (b, a.offset) : (a, b.offset)
          let slope = line.slope.multipliedReportingOverflow(by: factor)
          let offset = line.offset.multipliedReportingOverflow(by: factor)
          return slope.overflow || offset.overflow
            ? nil : (slope.partialValue, offset.partialValue)
        default: return nil
        }
      default: return nil
      }
    }
    return part(place).flatMap { $0.slope == 0 ? nil : $0 }
  }

  // MARK: Reals and masks

  private mutating func value(_ instruction: Instruction) -> MachineStep.Operand {
    switch instruction {
    case .real(let a): return real(a)
    case .constant(let constant): return program.constant(.real(constant))
    case .function(let function, let a): return program.add(function.operation, values[a])
    case .operation(let operation, let a, let b):
      switch operation {
      case .add: return sum(a, b)
      case .subtract: return difference(a, b)
      case .multiply: return program.add(.multiply, values[a], values[b])
      case .divide: return program.add(.divide, values[a], values[b])
      case .power: return program.add(.power, values[a], values[b])
      case .atan2: return program.add(.atan2, values[a], values[b])
      case .least: return program.add(.least, values[a], values[b])
      case .greatest: return program.add(.greatest, values[a], values[b])
      }
    case .multiplyAdd(let a, let b, let c):
      return program.add(.multiplyAdd, values[a], values[b], values[c])
    case .integerPower(let a, let n): return power(values[a], n)
    case .sign(let a):
      return self[a].isWhole
        ? program.add(.sign, values[a])
        // Only the last digit matters.
        : program.add(
          .sign,
          program.add(
            .double,
            program.add(
              .integerRemainder, values[a], program.constant(.integer(2)))))
    case .phase(let function, let a, let factor, let offset):
      let phase = MachinePhase(function, factor: factor, offset: offset)
      if isConsecutive, let line = line(a) {
        let place = program.place(of: phase.of(factor: line.slope, offset: line.offset))
        return program.add(.linearPhase(place))
      }
      return program.add(.phase(program.place(of: phase)), wide(a))
    case .random(let a, let seed): return program.add(.random(seed: seed), wide(a))
    case .select(let mask, let a, let b):
      return program.add(.choose, values[mask], values[a], values[b])
    case .compareIntegers(let comparison, let a, let b):
      return self[a].isWhole && self[b].isWhole
        ? program.add(comparison.operation, values[a], values[b])
        : program.add(comparison.ofIntegers, wide(a), wide(b))
    case .compare(let comparison, let a, let b):
      return program.add(comparison.operation, values[a], values[b])
    case .and(let a, let b): return program.add(.and, values[a], values[b])
    case .or(let a, let b): return program.add(.or, values[a], values[b])
    case .not(let a): return program.add(.not, values[a])
    default: preconditionFailure("\(instruction) is an integer")
    }
  }

  /// Powers that one operation rounds once are that.
  private mutating func power(_ x: MachineStep.Operand, _ n: Int) -> MachineStep.Operand {
    switch n {
    case 2: program.add(.multiply, x, x)
    case -1: program.add(.divide, program.constant(.whole(1)), x)
    default: program.add(.integerPower(n), x)
    }
  }
}
