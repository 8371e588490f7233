import CGMP

/// Makes steps of an expression's parts: of each one those that are wanted, as an integer, as a real or
/// as a condition.
struct ExpressionCompiler {
  /// The most steps of a program.
  static let mostInstructions = 1000

  /// A part, and what is wanted of it.
  private struct Want: Hashable {
    let place: Int
    let kind: ValueKind
  }

  private let analysis: ExpressionAnalysis
  private let text: String
  private var builder = ProgramBuilder()
  private var made: [Want: Int] = [:]

  /// What has to be made before the part that is looked at.
  private var missing: [Want] = []

  private init(_ analysis: ExpressionAnalysis, _ text: String) {
    self.analysis = analysis
    self.text = text
  }

  /// The steps of an expression, and its parts that are computed as integers.
  static func compile(
    _ analysis: ExpressionAnalysis, of text: String
  ) throws(ExpressionError) -> (program: TermProgram, integers: Set<Int>) {
    var compiler = Self(analysis, text)
    let result = try compiler.make(Want(place: analysis.nodes.count - 1, kind: .real))
    let integers = compiler.made.keys.filter { $0.kind == .integer }.map(\.place)
    return (compiler.builder.program(result), Set(integers))
  }

  /// Makes all that a part needs, and the part; without recursion, for a sum may be long.
  private mutating func make(_ whole: Want) throws(ExpressionError) -> Int {
    var stack = [whole]
    while let want = stack.last {
      if made[want] == nil {
        missing = []
        let place = try step(want)
        if !missing.isEmpty {
          stack += missing.reversed()
          continue
        }
        made[want] = place
      }
      stack.removeLast()
      guard builder.count <= Self.mostInstructions else {
        throw error("the expression needs more than \(Self.mostInstructions) steps", want.place)
      }
    }
    return made[whole] ?? 0
  }

  private func error(_ message: String, _ place: Int) -> ExpressionError {
    ExpressionError(message, text, analysis.nodes[place].range)
  }

  // MARK: What parts need

  /// The place of a part's value; if that is not made yet, it is noted as missing.
  private mutating func value(_ place: Int, _ kind: ValueKind) -> Int {
    let want = Want(place: place, kind: kind)
    if let made = made[want] { return made }
    missing.append(want)
    return 0
  }

  private mutating func integer(_ place: Int) -> Int { value(place, .integer) }

  private mutating func real(_ place: Int) -> Int { value(place, .real) }

  private mutating func mask(_ place: Int) -> Int { value(place, .mask) }

  /// Adds a step, unless something is missing.
  private mutating func add(_ instruction: Instruction) -> Int {
    missing.isEmpty ? builder.add(instruction) : 0
  }

  private mutating func integerConstant(_ value: Int) -> Int {
    add(.integer(Int64(value)))
  }

  private mutating func constant(_ number: ExactReal, _ place: Int) throws(ExpressionError) -> Int {
    guard let constant = RealConstant(number.steps) else {
      throw error("this constant is too large for a double, whose greatest is 1.8e308", place)
    }
    return add(.constant(constant))
  }

  // MARK: Steps

  private mutating func step(_ want: Want) throws(ExpressionError) -> Int {
    let node = analysis.nodes[want.place]
    let facts = analysis.facts[want.place]
    if let number = facts.number {
      if want.kind == .integer { return integerConstant(number.integer ?? 0) }
      return try constant(number, want.place)
    }
    switch node.operation {
    case .plus: return value(node.operands[0], want.kind)
    case .choice:
      if let isFirst = analysis.facts[node.operands[0]].truth {
        return value(node.operands[isFirst ? 1 : 2], want.kind)
      }
    default: break
    }
    switch want.kind {
    case .integer: return integerStep(node)
    case .real:
      guard facts.kind == .integer && staysInteger(want.place) else { return try realStep(node) }
      if let linear = heldForm(want.place) { return try linearStep(linear, want.place) }
      return add(.real(integer(want.place)))
    case .mask: return try maskStep(node)
    }
  }

  /// The form of an integer that is another one times a constant and a constant, if doubles hold all three:
  /// computed in reals it is rounded once just as well, and sooner.
  private func heldForm(_ place: Int) -> LinearForm? {
    guard analysis.facts[place].kind == .integer, staysInteger(place),
      let linear = analysis.facts[place].linear, linear.integer != place,
      let bounds = analysis.facts[linear.integer].bounds,
      let factor = linear.factor.integer, let offset = linear.offset.integer,
      [factor, offset, bounds.lower, bounds.upper].allSatisfy({ $0.magnitude <= 1 << 53 })
    else { return nil }
    return linear
  }

  private mutating func linearStep(
    _ linear: LinearForm, _ place: Int
  ) throws(ExpressionError) -> Int {
    let number = real(linear.integer)
    switch (linear.factor.integer, linear.offset.integer) {
    case (1, 0): return number
    case (-1, 0): return add(.function(.negate, number))
    case (1, _):
      return add(.operation(.add, number, try constant(linear.offset, place)))
    case (_, 0):
      return add(.operation(.multiply, number, try constant(linear.factor, place)))
    default:
      let factor = try constant(linear.factor, place)
      return add(.multiplyAdd(number, factor, try constant(linear.offset, place)))
    }
  }

  /// Whether an integer that is wanted as a real is computed as one and rounded then: if it can be for
  /// all numbers, whatever the limit.
  private func staysInteger(_ place: Int) -> Bool {
    let node = analysis.nodes[place]
    switch node.operation {
    case .variable, .quotient, .remainder, .digits: return true
    case .power where analysis.isSign(node): return false
    case .multiply where node.operands.contains(where: { analysis.isSign(analysis.nodes[$0]) }):
      return false
    default: return analysis.facts[place].bounds != nil
    }
  }

  private mutating func integerStep(_ node: ExpressionNode) -> Int {
    let operands = node.operands
    switch node.operation {
    case .variable: return add(.number)
    case .negate:
      let (zero, number) = (integerConstant(0), integer(operands[0]))
      return add(.integerOperation(.subtract, zero, number))
    case .function(.absolute):
      let (zero, number) = (integerConstant(0), integer(operands[0]))
      let opposite = add(.integerOperation(.subtract, zero, number))
      return add(.integerOperation(.greatest, number, opposite))
    case .digits(let digits, let base):
      return add(.digitCount(digits: digits, base: base, integer(operands[0])))
    case .choice:
      let (mask, first, second) = (mask(operands[0]), integer(operands[1]), integer(operands[2]))
      return add(.selectInteger(mask: mask, first, second))
    case .power: return integerPower(node)
    default:
      // Floors of integers are left.
      guard let operation = node.operation.onIntegers else { return integer(operands[0]) }
      let (first, second) = (integer(operands[0]), integer(operands[1]))
      return add(.integerOperation(operation, first, second))
    }
  }

  private mutating func integerPower(_ node: ExpressionNode) -> Int {
    if analysis.isSign(node) {
      // 1 − 2(n mod 2)
      let (one, two) = (integerConstant(1), integerConstant(2))
      let rest = add(.integerOperation(.remainder, integer(node.operands[1]), two))
      return add(.integerOperation(.subtract, one, add(.integerOperation(.multiply, two, rest))))
    }
    var square = integer(node.operands[0])
    var rest = analysis.facts[node.operands[1]].number?.integer ?? 1
    var result: Int?
    while true {
      if rest & 1 == 1 {
        result = result.map { add(.integerOperation(.multiply, $0, square)) } ?? square
      }
      rest >>= 1
      guard rest > 0 else { return result ?? square }
      square = add(.integerOperation(.multiply, square, square))
    }
  }

  private mutating func realStep(_ node: ExpressionNode) throws(ExpressionError) -> Int {
    let operands = node.operands
    switch node.operation {
    case .float: return real(operands[0])
    case .negate:
      let operand = analysis.nodes[operands[0]]
      if operand.operation == .negate { return real(operand.operands[0]) }
      return add(.function(.negate, real(operands[0])))
    case .function(let function): return try functionStep(function, node)
    case .multiplyAdd:
      let (a, b, c) = (real(operands[0]), real(operands[1]), real(operands[2]))
      return add(.multiplyAdd(a, b, c))
    case .random(let seed): return add(.random(integer(operands[0]), seed: seed))
    case .choice:
      let (mask, first, second) = (mask(operands[0]), real(operands[1]), real(operands[2]))
      return add(.select(mask: mask, first, second))
    case .power: return try power(node)
    default:
      guard let operation = node.operation.onReals else {
        preconditionFailure("\(node.operation) does not yield a real")
      }
      return try arithmetic(operation, operands[0], operands[1])
    }
  }

  private mutating func arithmetic(
    _ operation: RealOperation, _ first: Int, _ second: Int
  ) throws(ExpressionError) -> Int {
    let (a, b) = (analysis.facts[first].number, analysis.facts[second].number)
    switch operation {
    case .multiply where a?.isEqual(to: 1) == true: return real(second)
    case .multiply where b?.isEqual(to: 1) == true: return real(first)
    case .divide where b?.isEqual(to: 1) == true: return real(first)
    case .subtract where b?.isEqual(to: 0) == true: return real(first)
    case .multiply where a?.isEqual(to: -1) == true: return add(.function(.negate, real(second)))
    case .multiply where b?.isEqual(to: -1) == true: return add(.function(.negate, real(first)))
    case .subtract:
      if let b {
        // The same, and a product before it can take part.
        let (x, y) = (real(first), try constant(b.applying(.negate), second))
        return add(.operation(.add, x, y))
      }
      if let (factor, place) = product(second) {
        let (x, y) = (real(first), real(place))
        let opposite = try constant(factor.applying(.negate), second)
        return add(.operation(.add, x, add(.operation(.multiply, opposite, y))))
      }
    case .divide:
      let power = analysis.nodes[second]
      if a?.isEqual(to: 1) == true, power.operation == .power, b == nil,
        let exponent = analysis.facts[power.operands[1]].number, exponent.integer == nil
      {
        return try self.power(power.operands[0], exponent.applying(.negate), second)
      }
      if let b, b.rational?.isPowerOfTwo == true {
        let inverse = b.applying(.power, ExactReal(Rational(-1), bits: b.interval.bits))
        let (x, y) = (real(first), try constant(inverse, second))
        return add(.operation(.multiply, x, y))
      }
    default: break
    }
    let (x, y) = (real(first), real(second))
    return add(.operation(operation, x, y))
  }

  /// The constant and the place of the other factor of a product that is computed in reals.
  private func product(_ place: Int) -> (factor: ExactReal, place: Int)? {
    if let linear = heldForm(place) {
      return linear.offset.isEqual(to: 0) ? (linear.factor, linear.integer) : nil
    }
    let node = analysis.nodes[place]
    guard node.operation == .multiply, analysis.facts[place].kind == .real else { return nil }
    if let factor = analysis.facts[node.operands[0]].number { return (factor, node.operands[1]) }
    return analysis.facts[node.operands[1]].number.map { ($0, node.operands[0]) }
  }

  private mutating func functionStep(
    _ function: RealFunction, _ node: ExpressionNode
  ) throws(ExpressionError) -> Int {
    let operand = node.operands[0]
    if function == .sin || function == .cos, let linear = analysis.facts[operand].linear,
      let factor = RealConstant(linear.factor.steps), let offset = RealConstant(linear.offset.steps)
    {
      return add(
        .phase(
          function == .sin ? .sine : .cosine, integer(linear.integer), factor: factor,
          offset: offset))
    }
    return add(.function(function, real(operand)))
  }

  private mutating func power(_ node: ExpressionNode) throws(ExpressionError) -> Int {
    let (base, exponent) = (node.operands[0], node.operands[1])
    if analysis.isSign(node) { return add(.sign(integer(exponent))) }
    if let base = analysis.facts[base].number,
      base.steps == [.rational(Rational(1)), .function(.exp)]
    {
      return add(.function(.exp, real(exponent)))
    }
    if let number = analysis.facts[exponent].number { return try power(base, number, exponent) }
    let (x, y) = (real(base), real(exponent))
    return add(.operation(.power, x, y))
  }

  /// A power with a constant exponent, which is written at a place.
  private mutating func power(
    _ base: Int, _ exponent: ExactReal, _ place: Int
  ) throws(ExpressionError) -> Int {
    let one = ExactReal(Rational(1), bits: exponent.interval.bits)
    switch exponent.integer {
    case 0: return try constant(one, place)
    case 1: return real(base)
    case -1:
      let (x, y) = (try constant(one, place), real(base))
      return add(.operation(.divide, x, y))
    case let power? where power.magnitude <= 64: return add(.integerPower(real(base), power))
    default: break
    }
    let half = Rational(1) / Rational(2)
    if exponent.rational == half { return add(.function(.squareRoot, real(base))) }
    if exponent.rational == -half {
      let (x, y) = (try constant(one, place), add(.function(.squareRoot, real(base))))
      return add(.operation(.divide, x, y))
    }
    let (x, y) = (real(base), try constant(exponent, place))
    return add(.operation(.power, x, y))
  }

  // MARK: Conditions

  private mutating func maskStep(_ node: ExpressionNode) throws(ExpressionError) -> Int {
    let operands = node.operands
    switch node.operation {
    case .not: return add(.not(mask(operands[0])))
    case .and, .or:
      // One that is constant does not decide: else the whole would be constant.
      if analysis.facts[operands[0]].truth != nil { return mask(operands[1]) }
      if analysis.facts[operands[1]].truth != nil { return mask(operands[0]) }
      let (first, second) = (mask(operands[0]), mask(operands[1]))
      return add(node.operation == .and ? .and(first, second) : .or(first, second))
    case .compare(let comparison, let isDenied):
      let result = try compare(comparison, operands[0], operands[1])
      return isDenied ? add(.not(result)) : result
    default: preconditionFailure("\(node.operation) does not yield a condition")
    }
  }

  private mutating func compare(
    _ comparison: Comparison, _ first: Int, _ second: Int
  ) throws(ExpressionError) -> Int {
    let kinds = (analysis.facts[first].kind, analysis.facts[second].kind)
    if kinds == (.integer, .integer) {
      let (a, b) = (integer(first), integer(second))
      return add(.compareIntegers(comparison, a, b))
    }
    // An integer is above a number that is none if it is above the integer below that.
    if kinds.0 == .integer, let floor = floor(ofConstant: second), comparison != .equal {
      let (a, b) = (integer(first), integerConstant(floor))
      return add(.compareIntegers(.lessOrEqual, a, b))
    }
    if kinds.1 == .integer, let floor = floor(ofConstant: first), comparison != .equal {
      let (a, b) = (integerConstant(floor), integer(second))
      return add(.compareIntegers(.less, a, b))
    }
    let (a, b) = (real(first), real(second))
    return add(.compare(comparison, a, b))
  }

  /// The greatest integer below a constant that is none.
  private func floor(ofConstant place: Int) -> Int? {
    analysis.facts[place].number?.applying(.floor).integer
  }
}

extension Rational {
  /// Whether it is 2^n for an integer n.
  fileprivate var isPowerOfTwo: Bool {
    with { number in
      var (numerator, denominator) = (number.pointee._mp_num, number.pointee._mp_den)
      return sign > 0 && __gmpz_popcount(&numerator) == 1 && __gmpz_popcount(&denominator) == 1
    }
  }
}
