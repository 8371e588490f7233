/// One step of a term: what it makes of the values of steps before it, which it names by their places.
///
/// Integers are `Int64` and exact, reals are doubles, masks are true or false.
package enum Instruction: Hashable, Sendable {
  // MARK: Integers

  /// The number k.
  case number

  /// An integer that does not depend on k.
  case integer(Int64)

  /// An operation on two integers.
  ///
  /// Whoever made the program has seen that no result reaches 2⁶² in absolute value and that no
  /// divisor is zero.
  case integerOperation(IntegerOperation, Int, Int)

  /// How often a string of digits occurs in an integer that is not negative; occurrences may overlap.
  ///
  /// Zero is written as one digit; the base is from 2 to 36.
  case digitCount(digits: [UInt8], base: Int, Int)

  /// One of two integers: the first where the mask is true.
  case selectInteger(mask: Int, Int, Int)

  // MARK: Reals

  /// The double that is nearest to an integer.
  case real(Int)

  /// A real number that does not depend on k.
  case constant(RealConstant)

  /// A function of a real.
  case function(RealFunction, Int)

  /// An operation on two reals.
  case operation(RealOperation, Int, Int)

  /// a·b + c, rounded once.
  case multiplyAdd(Int, Int, Int)

  /// xⁿ for a real x and an integer n from −64 to 64, neither 0 nor ±1.
  case integerPower(Int, Int)

  /// (−1)ⁿ for an integer n.
  case sign(Int)

  /// cos or sin of factor·n + offset for an integer n; factor and offset are exact real numbers.
  case phase(PhaseFunction, Int, factor: RealConstant, offset: RealConstant)

  /// A random number in [0, 1) that depends on an integer and the seed only.
  case random(Int, seed: UInt64)

  /// One of two reals: the first where the mask is true.
  case select(mask: Int, Int, Int)

  // MARK: Masks

  /// Whether an integer is in relation to another.
  case compareIntegers(Comparison, Int, Int)

  /// Whether a real is in relation to another; always false if one of them is no number.
  case compare(Comparison, Int, Int)

  /// Whether two masks are true.
  case and(Int, Int)

  /// Whether one of two masks is true.
  case or(Int, Int)

  /// Whether a mask is false.
  case not(Int)
}

extension Instruction {
  /// What it yields.
  package var kind: ValueKind {
    switch self {
    case .number, .integer, .integerOperation, .digitCount, .selectInteger: .integer
    case .real, .constant, .function, .operation, .multiplyAdd, .integerPower, .sign, .phase,
      .random, .select:
      .real
    case .compareIntegers, .compare, .and, .or, .not: .mask
    }
  }

  /// The places of the values that it takes, in order.
  package var operands: [Int] {
    switch self {
    case .number, .integer, .constant: []
    case .digitCount(_, _, let a), .real(let a), .function(_, let a), .integerPower(let a, _),
      .sign(let a), .phase(_, let a, _, _), .random(let a, _), .not(let a):
      [a]
    case .integerOperation(_, let a, let b), .operation(_, let a, let b),
      .compareIntegers(_, let a, let b), .compare(_, let a, let b), .and(let a, let b),
      .or(let a, let b):
      [a, b]
    case .selectInteger(let a, let b, let c), .multiplyAdd(let a, let b, let c),
      .select(let a, let b, let c):
      [a, b, c]
    }
  }
}
