/// Between which integers the values of a part of an expression lie.
struct IntegerBounds: Hashable {
  /// What no integer may reach in absolute value.
  static let limit = 1 << 62

  /// Why the values cannot be computed as integers.
  enum Problem: String, Error {
    case tooLarge = "is computed in integers and may reach 2^62"
    case divisionByZero = "may divide by zero: keep the divisor from it"
    case negative = "may count the digits of a negative number: take its abs"
  }

  let lower: Int
  let upper: Int

  init(_ lower: Int, _ upper: Int) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// Those of some numbers, all of which could be computed.
  private init(_ numbers: [(value: Int, overflow: Bool)]) throws(Problem) {
    guard numbers.allSatisfy({ !$0.overflow && $0.value.magnitude < Self.limit }) else {
      throw .tooLarge
    }
    let values = numbers.map(\.value)
    self.init(values.min() ?? 0, values.max() ?? 0)
  }

  /// The values of both.
  func union(_ other: Self) -> Self {
    Self(min(lower, other.lower), max(upper, other.upper))
  }

  var negated: Self { Self(-upper, -lower) }

  var absolute: Self {
    lower >= 0 ? self : upper <= 0 ? negated : Self(0, max(-lower, upper))
  }

  /// An operation on values of both.
  func applying(_ operation: IntegerOperation, _ other: Self) throws(Problem) -> Self {
    switch operation {
    case .add: return try Self([(lower + other.lower, false), (upper + other.upper, false)])
    case .subtract: return try Self([(lower - other.upper, false), (upper - other.lower, false)])
    case .multiply:
      return try Self(
        [lower, upper].flatMap { a in
          [other.lower, other.upper].map { b in
            let (value, overflow) = a.multipliedReportingOverflow(by: b)
            return (value, overflow)
          }
        })
    case .quotient:
      guard other.lower > 0 || other.upper < 0 else { throw .divisionByZero }
      return try Self(
        [lower, upper].flatMap { a in
          [other.lower, other.upper].map { (Self.floor(a, $0), false) }
        })
    case .remainder:
      guard other.lower > 0 || other.upper < 0 else { throw .divisionByZero }
      if other.lower > 0 {
        if lower >= 0 && upper < other.lower { return self }
        return Self(0, lower >= 0 ? min(upper, other.upper - 1) : other.upper - 1)
      }
      if upper <= 0 && lower > other.upper { return self }
      return Self(upper <= 0 ? max(lower, other.lower + 1) : other.lower + 1, 0)
    case .least: return Self(min(lower, other.lower), min(upper, other.upper))
    case .greatest: return Self(max(lower, other.lower), max(upper, other.upper))
    }
  }

  /// The values to a power of at least 1.
  func power(_ exponent: Int) throws(Problem) -> Self {
    let base = exponent % 2 == 0 ? absolute : self
    func power(_ base: Int) -> (value: Int, overflow: Bool) {
      var result = (value: 1, overflow: false)
      for _ in 0..<exponent where !result.overflow {
        let (value, overflow) = result.value.multipliedReportingOverflow(by: base)
        result = (value, overflow)
      }
      return result
    }
    return try Self([power(base.lower), power(base.upper)])
  }

  /// The greatest integer that is not above the quotient.
  static func floor(_ a: Int, _ b: Int) -> Int {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient
  }
}
