/// What a part of an expression yields, without rounding.
enum ExpressionValue {
  case number(ExactReal)
  case truth(Bool)

  /// None, or none that can be had: why.
  case unknown(String)

  /// What an operation makes of values: numbers and conditions as its types say.
  init(_ operation: ExpressionNode.Operation, _ operands: [Self], bits: Int) {
    if case .choice = operation {
      // What is not chosen need not exist.
      guard case .truth(let isFirst) = operands[0] else {
        self = operands[0]
        return
      }
      self = operands[isFirst ? 1 : 2]
      return
    }
    for operand in operands {
      if case .unknown = operand {
        self = operand
        return
      }
    }
    let truths = operands.compactMap { if case .truth(let value) = $0 { value } else { nil } }
    let numbers = operands.compactMap { if case .number(let value) = $0 { value } else { nil } }
    switch operation {
    case .and: self = .truth(truths[0] && truths[1])
    case .or: self = .truth(truths[0] || truths[1])
    case .not: self = .truth(!truths[0])
    case .compare(let comparison, let isDenied):
      self =
        numbers[0].isRelated(comparison, to: numbers[1]).map { .truth($0 != isDenied) }
        ?? .unknown("compares numbers that are too close to each other to tell")
    default: self = Self(of: operation, numbers, bits: bits)
    }
  }

  private init(of operation: ExpressionNode.Operation, _ numbers: [ExactReal], bits: Int) {
    let result: ExactReal
    switch operation {
    case .number(let number): result = ExactReal(number, bits: bits)
    case .pi: result = .pi(bits: bits)
    case .plus, .float: result = numbers[0]
    case .negate: result = numbers[0].applying(.negate)
    case .add: result = numbers[0].applying(.add, numbers[1])
    case .subtract: result = numbers[0].applying(.subtract, numbers[1])
    case .multiply: result = numbers[0].applying(.multiply, numbers[1])
    case .divide: result = numbers[0].applying(.divide, numbers[1])
    case .power: result = numbers[0].applying(.power, numbers[1])
    case .atan2: result = numbers[0].applying(.atan2, numbers[1])
    case .least: result = numbers[0].applying(.least, numbers[1])
    case .greatest: result = numbers[0].applying(.greatest, numbers[1])
    case .multiplyAdd:
      result = numbers[0].applying(.multiply, numbers[1]).applying(.add, numbers[2])
    case .function(let function): result = numbers[0].applying(function)
    case .quotient: result = numbers[0].applying(.divide, numbers[1]).applying(.floor)
    case .remainder:
      let quotient = numbers[0].applying(.divide, numbers[1]).applying(.floor)
      result = numbers[0].applying(.subtract, quotient.applying(.multiply, numbers[1]))
    case .digits(let digits, let base):
      guard let number = numbers[0].integer, number >= 0 else {
        self = .unknown("counts the digits of what is no number from 0 to 2^62")
        return
      }
      let count = Self.count(digits, base: base, in: number)
      result = ExactReal(Rational(count), bits: bits)
    case .random(let seed):
      guard let number = numbers[0].integer else {
        self = .unknown("takes a number that is no integer below 2^62")
        return
      }
      let value = RandomNumber.value(at: Int64(number), seed: seed)
      let units = Rational(Int(value * 0x1p53))
      result = ExactReal(units / Rational(1 << 53), bits: bits)
    case .variable, .compare, .and, .or, .not, .choice:
      preconditionFailure("\(operation) is not computed from numbers")
    }
    self =
      result.interval.isNone
      ? .unknown("is no real number")
      : result.interval.isFinite ? .number(result) : .unknown("is too large, or no number")
  }

  /// How often digits occur in a number that is not negative.
  static func count(_ digits: [UInt8], base: Int, in number: Int) -> Int {
    let written = Array(String(number, radix: base).utf8).map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return written.indices.count { written[$0...].starts(with: digits) }
  }
}
