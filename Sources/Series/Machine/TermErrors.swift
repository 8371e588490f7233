/// How far a program's terms may be from those that are written: a bound for all numbers of a range at once.
struct TermErrors {
  private let steps: [MachineStep]
  private let constants: [TermRange]
  private let result: MachineStep.Operand

  /// Of the last range, by step.
  private var ranges: [TermRange]

  init(_ program: MachineProgram) {
    steps = program.steps
    result = program.result
    constants = program.constants.map(\.range)
    ranges = Array(repeating: .unknown, count: steps.count)
  }

  /// What is known of the terms of the numbers from `first` to `last`.
  mutating func range(of first: Int, through last: Int) -> TermRange {
    // Neither end is above 2⁵³.
    var numbers = TermRange(Double(first), Double(last))
    numbers.isInteger = true
    ranges[0] = numbers
    for place in 1..<max(1, steps.count) {
      ranges[place] = range(steps[place])
    }
    return self[result]
  }

  private subscript(_ operand: MachineStep.Operand) -> TermRange {
    switch operand {
    case .step(let place): ranges[place]
    case .constant(let place): constants[place]
    }
  }

  private func range(_ step: MachineStep) -> TermRange {
    let operands = step.operands
    func a() -> TermRange { self[operands[0]] }
    func b() -> TermRange { self[operands[1]] }
    func c() -> TermRange { self[operands[2]] }
    switch step.operation {
    case .number: return ranges[0]
    case .add: return a() + b()
    case .subtract: return a() - b()
    case .multiply: return operands[0] == operands[1] ? a().square : a() * b()
    case .integerAdd: return (a() + b()).withoutError
    case .integerSubtract: return (a() - b()).withoutError
    case .integerMultiply: return (a() * b()).withoutError
    case .divide: return a() / b()
    case .multiplyAdd, .multiplySubtract, .subtractProduct:
      let isSquare = operands[0] == operands[1]
      switch step.operation {
      case .multiplyAdd: return .multiplyAdd(a(), b(), c(), isSquare: isSquare)
      case .multiplySubtract: return .multiplyAdd(a(), b(), -c(), isSquare: isSquare)
      default: return -TermRange.multiplyAdd(a(), b(), -c(), isSquare: isSquare)
      }
    case .least, .integerLeast: return .least(a(), b())
    case .greatest, .integerGreatest: return .greatest(a(), b())
    case .choose: return .choose(a(), b(), c())
    case .negate: return -a()
    case .absolute: return a().absolute
    case .squareRoot: return a().squareRoot
    case .floor: return a().integer { $0.rounded(.down) }
    case .ceiling: return a().integer { $0.rounded(.up) }
    case .round: return a().integer { $0.rounded(.toNearestOrEven) }
    case .quotient, .integerQuotient: return .floorQuotient(a(), b())
    case .remainder, .integerRemainder: return .remainder(a(), b())
    case .sign: return .integers(-1, 1)
    case .function(let function): return a().applying(function)
    case .power: return .power(a(), b())
    case .integerPower(let n): return a().raised(to: n)
    case .atan2: return .angle(a(), b())
    case .less, .integerLess: return .less(a(), b(), orEqual: false)
    case .lessOrEqual, .integerLessOrEqual: return .less(a(), b(), orEqual: true)
    case .equal, .integerEqual: return .equal(a(), b())
    case .and: return .and(a(), b())
    case .or: return .or(a(), b())
    case .not: return a().not
    case .integer: return a()
    case .double: return a().nearestDouble
    case .digitCount: return .integers(0, 64)
    case .random: return TermRange(0, 1)
    case .polynomial, .divideByPolynomial: preconditionFailure("polynomials are evaluated only")
    case .phase, .linearPhase:
      let offset = MachineOrder.phaseOffset
      return TermRange(
        -1, 1, error: TermRange.sum(MachineOrder.phaseError, offset),
        relative: MachineOrder.phaseError, offset: offset)
    }
  }
}

extension MachineConstant {
  /// What is known of it.
  fileprivate var range: TermRange {
    switch self {
    case .whole(let value): return .integers(Double(value), Double(value))
    case .integer(let value):
      let next = Double(value)
      return next.magnitude <= 0x1p53
        ? .integers(next, next) : .integers(next.nextDown, next.nextUp)
    case .real(let constant):
      let value = constant.value
      // Of a number that has no more than 128 bits, and whose double lacks nothing, the double is all.
      if constant.rest == 0, constant.ball(bits: 128).radius.isZero {
        var range = TermRange(value, value)
        range.isInteger = value == value.rounded() && value.magnitude <= 0x1p53
        return range
      }
      let error = TermRange.sum(
        abs(constant.rest) * (1 + 0x1p-50),
        max(abs(value) * 0x1p-103, 2 * .leastNonzeroMagnitude))
      let (low, high) = TermRange.widened(value, value)
      return TermRange(
        low, high, error: error, relative: TermRange.quotient(error, TermRange(low, high).floor))
    }
  }
}
