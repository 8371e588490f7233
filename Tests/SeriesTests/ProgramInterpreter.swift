import Foundation
import Series

/// Follows a program's steps for one k, with the C library's functions: for tests.
struct ProgramInterpreter {
  let program: TermProgram

  /// By how much results of steps may be off, relatively, to see what that does to the term.
  var noise = 0.0

  /// The term at k.
  func value(at number: Int, random: inout SampleGenerator) -> Double {
    var integers = [Int](repeating: 0, count: program.instructions.count)
    var reals = [Double](repeating: 0, count: program.instructions.count)
    var masks = [Bool](repeating: false, count: program.instructions.count)
    for (place, instruction) in program.instructions.enumerated() {
      var result = 0.0
      switch instruction {
      case .number: integers[place] = number
      case .integer(let value): integers[place] = Int(value)
      case .integerOperation(let operation, let a, let b):
        integers[place] = Self.apply(operation, integers[a], integers[b])
      case .digitCount(let digits, let base, let a):
        let written = Array(String(integers[a], radix: base))
        let wanted = digits.map { Character(String($0, radix: base)) }
        integers[place] = written.indices.filter { written[$0...].starts(with: wanted) }.count
      case .selectInteger(let mask, let a, let b):
        integers[place] = masks[mask] ? integers[a] : integers[b]
      case .real(let a): result = Double(integers[a])
      case .constant(let constant): result = constant.value
      case .function(let function, let a): result = Self.apply(function, reals[a])
      case .operation(let operation, let a, let b):
        result = Self.apply(operation, reals[a], reals[b])
      case .multiplyAdd(let a, let b, let c): result = reals[c].addingProduct(reals[a], reals[b])
      case .integerPower(let a, let exponent): result = pow(reals[a], Double(exponent))
      case .sign(let a): result = integers[a] % 2 == 0 ? 1 : -1
      case .phase(let function, let a, let factor, let offset):
        let number = Double(integers[a]) * (1 + noise * random.unit())
        let start = offset.value * (1 + noise * random.unit())
        let angle = factor.value * number + factor.rest * number + start
        result = function == .sine ? sin(angle) : cos(angle)
      case .random(let a, let seed):
        result = RandomNumber.value(at: Int64(integers[a]), seed: seed)
      case .select(let mask, let a, let b): result = masks[mask] ? reals[a] : reals[b]
      case .compareIntegers(let comparison, let a, let b):
        masks[place] = Self.apply(comparison, integers[a], integers[b])
      case .compare(let comparison, let a, let b):
        masks[place] = Self.apply(comparison, reals[a], reals[b])
      case .and(let a, let b): masks[place] = masks[a] && masks[b]
      case .or(let a, let b): masks[place] = masks[a] || masks[b]
      case .not(let a): masks[place] = !masks[a]
      }
      reals[place] = result * (1 + noise * (2 * random.unit() - 1))
    }
    return reals[program.result]
  }

  private static func apply(_ operation: IntegerOperation, _ a: Int, _ b: Int) -> Int {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .quotient: Int((Double(a) / Double(b)).rounded(.down))
    case .remainder: (a % b + b) % b
    case .least: min(a, b)
    case .greatest: max(a, b)
    }
  }

  private static func apply(_ operation: RealOperation, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: pow(a, b)
    case .atan2: atan2(a, b)
    case .least: min(a, b)
    case .greatest: max(a, b)
    }
  }

  private static func apply<Number: Comparable>(
    _ comparison: Comparison, _ a: Number, _ b: Number
  ) -> Bool {
    switch comparison {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .equal: a == b
    }
  }

  static func apply(_ function: RealFunction, _ a: Double) -> Double {
    switch function {
    case .negate: -a
    case .absolute: abs(a)
    case .squareRoot: a.squareRoot()
    case .cubeRoot: cbrt(a)
    case .exp: exp(a)
    case .expm1: expm1(a)
    case .log: log(a)
    case .log2: log2(a)
    case .log10: log10(a)
    case .log1p: log1p(a)
    case .sin: sin(a)
    case .cos: cos(a)
    case .tan: tan(a)
    case .asin: asin(a)
    case .acos: acos(a)
    case .atan: atan(a)
    case .sinh: sinh(a)
    case .cosh: cosh(a)
    case .tanh: tanh(a)
    case .floor: a.rounded(.down)
    case .ceiling: a.rounded(.up)
    case .round: a.rounded(.toNearestOrEven)
    }
  }
}
