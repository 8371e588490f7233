import Series

extension TermProgram {
  /// The program as a formula, for tests: what each step is made of in the place where it is taken.
  var listing: String { listing(of: result) }

  private func listing(of place: Int) -> String {
    func operand(_ index: Int) -> String { listing(of: instructions[place].operands[index]) }
    switch instructions[place] {
    case .number: return "k"
    case .integer(let value): return "\(value)"
    case .integerOperation(let operation, _, _): return "\(operation)(\(operand(0)), \(operand(1)))"
    case .digitCount(let digits, let base, _): return "digits\(digits)@\(base)(\(operand(0)))"
    case .selectInteger: return "selectInteger(\(operand(0)), \(operand(1)), \(operand(2)))"
    case .real: return "real(\(operand(0)))"
    case .constant(let constant): return "\(constant.value)"
    case .function(let function, _): return "\(function)(\(operand(0)))"
    case .operation(let operation, _, _): return "\(operation).(\(operand(0)), \(operand(1)))"
    case .multiplyAdd: return "multiplyAdd(\(operand(0)), \(operand(1)), \(operand(2)))"
    case .integerPower(_, let exponent): return "(\(operand(0)))^\(exponent)"
    case .sign: return "sign(\(operand(0)))"
    case .phase(let function, _, let factor, let offset):
      return "\(function)(\(factor.value)·\(operand(0)) + \(offset.value))"
    case .random(_, let seed): return "random\(seed)(\(operand(0)))"
    case .select: return "select(\(operand(0)), \(operand(1)), \(operand(2)))"
    case .compareIntegers(let comparison, _, _):
      return "\(comparison)(\(operand(0)), \(operand(1)))"
    case .compare(let comparison, _, _): return "\(comparison).(\(operand(0)), \(operand(1)))"
    case .and: return "and(\(operand(0)), \(operand(1)))"
    case .or: return "or(\(operand(0)), \(operand(1)))"
    case .not: return "not(\(operand(0)))"
    }
  }
}
