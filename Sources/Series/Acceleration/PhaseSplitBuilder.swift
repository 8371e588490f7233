/// Takes a program apart; see ``PhaseSplit``.
struct PhaseSplitBuilder {
  /// z^k times the value of a step.
  struct Part {
    let phase: Phase
    let place: Int
  }

  /// What is known of an instruction's value.
  private enum Value {
    /// An integer: its step, whether it is odd for even and for odd k, and a and b if it is a·k + b.
    case integer(place: Int, odd: (even: Bool, odd: Bool), linear: (a: Int, b: Int)?)
    /// A real; where it is an integer, the parity too.
    case real([Part], odd: (even: Bool, odd: Bool)?)
  }

  /// Parts that a term may have.
  private static let mostParts = 64

  private var steps: [SmoothFunction.Step] = []
  private var places: [SmoothFunction.Step: Int] = [:]

  /// The parts of a term.
  mutating func parts(_ program: TermProgram) throws(SeriesError) -> [Part] {
    var values: [Value] = []
    for instruction in program.instructions {
      values.append(try value(of: instruction, values))
    }
    guard case .real(let parts, _) = values[program.result] else {
      preconditionFailure("a term is a real")
    }
    return parts
  }

  /// The steps that lead to one, which is the last of them.
  func steps(for place: Int) -> [SmoothFunction.Step] {
    var isUsed = Array(repeating: false, count: place + 1)
    isUsed[place] = true
    var newPlaces = Array(repeating: 0, count: place + 1)
    for index in (0...place).reversed() where isUsed[index] {
      _ = steps[index].mapped { operand in
        isUsed[operand] = true
        return operand
      }
    }
    var result: [SmoothFunction.Step] = []
    for index in 0...place where isUsed[index] {
      newPlaces[index] = result.count
      result.append(steps[index].mapped { newPlaces[$0] })
    }
    return result
  }

  // MARK: Instructions

  private mutating func value(
    of instruction: Instruction, _ values: [Value]
  ) throws(SeriesError) -> Value {
    switch instruction {
    case .number:
      return .integer(place: place(.variable), odd: (false, true), linear: (1, 0))
    case .integer(let value):
      let isOdd = value & 1 == 1
      return .integer(
        place: place(.integer(Int(value))), odd: (isOdd, isOdd), linear: (0, Int(value)))
    case .integerOperation(let operation, let a, let b):
      return try integer(operation, values[a], values[b])
    case .digitCount:
      throw refusal("a condition on digits", "limit sums such series of 1/k, k^-s and log(k)/k^s")
    case .selectInteger, .select, .compare, .compareIntegers, .and, .or, .not:
      throw refusal("a comparison or where()")
    case .random:
      throw refusal("rand()")
    case .real(let a):
      guard case .integer(let place, let odd, _) = values[a] else { return values[a] }
      return .real([Part(phase: .none, place: place)], odd: odd)
    case .constant(let constant):
      return .real([Part(phase: .none, place: place(.constant(constant)))], odd: nil)
    case .function(let function, let a):
      return .real(try apply(function, parts(values[a])), odd: nil)
    case .operation(let operation, let a, let b):
      return .real(try apply(operation, values[a], values[b]), odd: nil)
    case .multiplyAdd(let a, let b, let c):
      let product = try multiply(parts(values[a]), parts(values[b]))
      return .real(try add(product, parts(values[c])), odd: nil)
    case .integerPower(let a, let n):
      return .real(try power(parts(values[a]), n), odd: nil)
    case .sign(let a):
      guard case .integer(_, let odd, _) = values[a] else { preconditionFailure("not an integer") }
      return .real([sign(odd)], odd: (true, true))
    case .phase(let function, let a, let factor, let offset):
      guard case .integer(_, _, let linear) = values[a] else {
        preconditionFailure("not an integer")
      }
      guard let linear else {
        throw refusal("\(function) of an angle that does not grow by equal steps")
      }
      return .real(try wave(function, factor, offset, linear), odd: nil)
    }
  }

  private mutating func integer(
    _ operation: IntegerOperation, _ left: Value, _ right: Value
  ) throws(SeriesError) -> Value {
    guard case .integer(let a, let oddA, let lineA) = left,
      case .integer(let b, let oddB, let lineB) = right
    else { preconditionFailure("not integers") }
    func lines(_ combine: (Int, Int) -> (Int, Bool)) -> (a: Int, b: Int)? {
      guard let lineA, let lineB else { return nil }
      let (slope, offset) = (combine(lineA.a, lineB.a), combine(lineA.b, lineB.b))
      return slope.1 || offset.1 ? nil : (slope.0, offset.0)
    }
    switch operation {
    case .add, .subtract:
      let odd = (even: oddA.even != oddB.even, odd: oddA.odd != oddB.odd)
      return operation == .add
        ? .integer(
          place: place(.add(a, b)), odd: odd, linear: lines { $0.addingReportingOverflow($1) })
        : .integer(
          place: place(.subtract(a, b)), odd: odd,
          linear: lines { $0.subtractingReportingOverflow($1) })
    case .multiply:
      let odd = (even: oddA.even && oddB.even, odd: oddA.odd && oddB.odd)
      // A line times a constant is a line.
      var linear: (a: Int, b: Int)?
      if let lineA, let lineB, lineA.a == 0 || lineB.a == 0 {
        let (line, factor) = lineA.a == 0 ? (lineB, lineA.b) : (lineA, lineB.b)
        let (slope, offset) = (
          line.a.multipliedReportingOverflow(by: factor),
          line.b.multipliedReportingOverflow(by: factor)
        )
        if !slope.overflow && !offset.overflow {
          linear = (slope.partialValue, offset.partialValue)
        }
      }
      return .integer(place: place(.multiply(a, b)), odd: odd, linear: linear)
    case .quotient, .remainder: throw refusal("% or //")
    case .least, .greatest: throw refusal("min() or max()")
    }
  }

  private mutating func apply(
    _ function: RealFunction, _ parts: [Part]
  ) throws(SeriesError) -> [Part] {
    switch function {
    case .negate: return try multiply(parts, [constant(-1)])
    case .floor, .ceiling, .round: throw refusal("\(ExpressionNames.name(of: function))()")
    default:
      let a = try smooth(parts, "\(ExpressionNames.name(of: function))() of an oscillating part")
      return [Part(phase: .none, place: place(.function(function, a)))]
    }
  }

  private mutating func apply(
    _ operation: RealOperation, _ left: Value, _ right: Value
  ) throws(SeriesError) -> [Part] {
    let (a, b) = (parts(left), parts(right))
    switch operation {
    case .add: return try add(a, b)
    case .subtract: return try add(a, multiply(b, [constant(-1)]))
    case .multiply: return try multiply(a, b)
    case .divide: return try multiply(a, [inverse(b)])
    case .power:
      let base = try smooth(a, "a power of an oscillating part")
      let exponent = try smooth(b, "a power with an oscillating exponent")
      // (−c)^k = (−1)^k·c^k.
      if case .real(_, let odd?) = right, let positive = opposite(ofNegative: base) {
        let power = Part(phase: .none, place: place(.power(positive, exponent)))
        return try multiply([power], [sign(odd)])
      }
      return [Part(phase: .none, place: place(.power(base, exponent)))]
    case .atan2:
      let y = try smooth(a, "atan2() of an oscillating part")
      let x = try smooth(b, "atan2() of an oscillating part")
      return [Part(phase: .none, place: place(.atan2(y, x)))]
    case .least, .greatest: throw refusal("min() or max()")
    }
  }

  // MARK: Sums and products of parts

  private mutating func add(_ a: [Part], _ b: [Part]) throws(SeriesError) -> [Part] {
    var result = a
    for part in b {
      if let index = result.firstIndex(where: { $0.phase == part.phase }) {
        let sum = place(.add(result[index].place, part.place))
        result[index] = Part(phase: part.phase, place: sum)
      } else {
        result.append(part)
      }
    }
    guard result.count <= Self.mostParts else {
      throw refusal("a product of so many oscillating parts")
    }
    return result
  }

  private mutating func multiply(_ a: [Part], _ b: [Part]) throws(SeriesError) -> [Part] {
    var result: [Part] = []
    for left in a {
      for right in b {
        let product = Part(
          phase: left.phase + right.phase, place: place(.multiply(left.place, right.place)))
        result = try add(result, [product])
      }
    }
    return result
  }

  private mutating func power(_ a: [Part], _ n: Int) throws(SeriesError) -> [Part] {
    if a.count == 1, a[0].phase.isNone {
      return [Part(phase: .none, place: place(.integerPower(a[0].place, n)))]
    }
    let base = n < 0 ? [try inverse(a)] : a
    var result = base
    for _ in 1..<n.magnitude { result = try multiply(result, base) }
    return result
  }

  private mutating func inverse(_ a: [Part]) throws(SeriesError) -> Part {
    guard a.count == 1 else { throw refusal("a division by an oscillating part") }
    let one = place(.integer(1))
    return Part(phase: -a[0].phase, place: place(.divide(one, a[0].place)))
  }

  private mutating func sign(_ odd: (even: Bool, odd: Bool)) -> Part {
    Part(
      phase: odd.even == odd.odd ? .none : .half, place: place(.integer(odd.even ? -1 : 1)))
  }

  /// cos x = (e^ix + e^−ix)/2, sin x = (e^ix − e^−ix)/2i.
  private mutating func wave(
    _ function: PhaseFunction, _ factor: RealConstant, _ offset: RealConstant,
    _ linear: (a: Int, b: Int)
  ) throws(SeriesError) -> [Part] {
    let phase = Phase(angle: factor, times: linear.a)
    var parts: [Part] = []
    for isConjugate in [false, true] {
      let unit = place(
        .unit(factor: factor, times: linear.b, offset: offset, isConjugate: isConjugate))
      // ½, or ∓i/2.
      let weight =
        function == .cosine ? unit : place(.turned(unit))
      let isNegative = function == .sine && !isConjugate
      let half = place(.divide(weight, place(.integer(isNegative ? -2 : 2))))
      parts = try add(parts, [Part(phase: isConjugate ? -phase : phase, place: half)])
    }
    return parts
  }

  private func parts(_ value: Value) -> [Part] {
    guard case .real(let parts, _) = value else { preconditionFailure("not a real") }
    return parts
  }

  private mutating func constant(_ value: Int) -> Part {
    Part(phase: .none, place: place(.integer(value)))
  }

  /// The step of a value without oscillation.
  private func smooth(_ parts: [Part], _ what: String) throws(SeriesError) -> Int {
    guard parts.count == 1, parts[0].phase.isNone else { throw refusal(what) }
    return parts[0].place
  }

  /// −c for a constant c below zero.
  private mutating func opposite(ofNegative place: Int) -> Int? {
    switch steps[place] {
    case .constant(let constant) where constant.value < 0:
      return self.place(.function(.negate, place))
    case .integer(let value) where value < 0:
      return self.place(.integer(-value))
    default: return nil
    }
  }

  /// The place of a step, one for equal steps; what is done with nought and one is done at once.
  private mutating func place(_ step: SmoothFunction.Step) -> Int {
    let (zero, one) = (places[.integer(0)], places[.integer(1)])
    switch step {
    case .multiply(let a, let b):
      if a == zero || b == one { return a }
      if b == zero || a == one { return b }
    case .add(let a, let b):
      if a == zero { return b }
      if b == zero { return a }
    case .subtract(let a, let b) where b == zero: return a
    case .divide(let a, let b) where b == one: return a
    default: break
    }
    if let place = places[step] { return place }
    steps.append(step)
    places[step] = steps.count - 1
    return steps.count - 1
  }

  private func refusal(_ what: String, _ instead: String? = nil) -> SeriesError {
    SeriesError(
      "a term with \(what) has no regular tail that could be accelerated"
        + (instead.map { ": \($0)" } ?? ""))
  }
}

extension SmoothFunction.Step {
  /// The same with other places of its operands.
  fileprivate func mapped(_ place: (Int) -> Int) -> Self {
    switch self {
    case .variable, .integer, .constant, .unit: self
    case .turned(let a): .turned(place(a))
    case .add(let a, let b): .add(place(a), place(b))
    case .subtract(let a, let b): .subtract(place(a), place(b))
    case .multiply(let a, let b): .multiply(place(a), place(b))
    case .divide(let a, let b): .divide(place(a), place(b))
    case .power(let a, let b): .power(place(a), place(b))
    case .integerPower(let a, let n): .integerPower(place(a), n)
    case .function(let function, let a): .function(function, place(a))
    case .atan2(let a, let b): .atan2(place(a), place(b))
    }
  }
}
