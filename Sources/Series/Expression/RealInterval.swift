import CMPFR

/// A real number that lies between two of MPFR's, every step of which is rounded outwards.
///
/// What is no number, such as the logarithm of −1, has ends that are none; of what may be any number,
/// such as a quotient by what may be zero, they are infinite.
struct RealInterval {
  /// One of MPFR's functions of one number.
  typealias Unary = (mpfr_ptr, mpfr_srcptr, mpfr_rnd_t) -> Int32
  /// One of MPFR's functions of two numbers.
  typealias Binary = (mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t) -> Int32

  let lower: Real
  let upper: Real

  init(lower: Real, upper: Real) {
    self.lower = lower
    self.upper = upper
  }

  /// What one of MPFR's functions puts into so many bits, rounded down and up.
  init(bits: Int, _ function: (mpfr_ptr, mpfr_rnd_t) -> Int32) {
    (lower, upper) = (Real(bits: bits), Real(bits: bits))
    lower.with { _ = function($0, MPFR_RNDD) }
    upper.with { _ = function($0, MPFR_RNDU) }
  }

  /// A rational number.
  init(_ number: Rational, bits: Int) {
    self.init(bits: bits) { result, rounding in number.with { mpfr_set_q(result, $0, rounding) } }
  }

  /// An integer.
  init(_ value: Int, bits: Int) {
    self.init(bits: bits) { mpfr_set_si($0, value, $1) }
  }

  /// The number that steps lead to.
  init(_ steps: [RealConstant.Step], bits: Int) {
    var stack: [Self] = []
    for step in steps {
      switch step {
      case .rational(let number): stack.append(Self(number, bits: bits))
      case .pi: stack.append(Self(bits: bits) { mpfr_const_pi($0, $1) })
      case .function(let function): stack.append(stack.removeLast().applying(function))
      case .operation(let operation):
        let second = stack.removeLast()
        stack.append(stack.removeLast().applying(operation, second))
      }
    }
    self = stack.removeLast()
  }

  /// What is no number.
  static func none(bits: Int) -> Self {
    Self(lower: Real(bits: bits), upper: Real(bits: bits))
  }

  /// What may be any number.
  static func any(bits: Int) -> Self {
    let interval = none(bits: bits)
    interval.lower.with { mpfr_set_inf($0, -1) }
    interval.upper.with { mpfr_set_inf($0, 1) }
    return interval
  }

  var bits: Int { lower.bits }

  /// Whether it is certain that there is no such number.
  var isNone: Bool { lower.with { mpfr_nan_p($0) != 0 } || upper.with { mpfr_nan_p($0) != 0 } }

  /// Whether both ends are numbers.
  var isFinite: Bool {
    lower.with { mpfr_number_p($0) != 0 } && upper.with { mpfr_number_p($0) != 0 }
  }

  /// Whether zero may be meant.
  var holdsZero: Bool { lower.sign <= 0 && upper.sign >= 0 }

  /// Whether both ends are the same number.
  var isPoint: Bool { Self.isLess(lower, upper) == false && isFinite }

  /// The least e for which all numbers are below 2^e in absolute value; the least integer for zero.
  var exponent: Int {
    max(lower.isZero ? .min : lower.exponent, upper.isZero ? .min : upper.exponent)
  }

  static func isLess(_ a: Real, _ b: Real) -> Bool {
    a.with { a in b.with { b in mpfr_less_p(a, b) != 0 } }
  }

  /// The same as a midpoint with a radius.
  var ball: Ball {
    let width = Real(bits: 53)
    width.with { width in
      upper.with { upper in lower.with { _ = mpfr_sub(width, upper, $0, MPFR_RNDU) } }
    }
    return Ball(copying: lower, isFinite ? width.magnitude : .infinity)
  }

  /// The double next to the number, and what it lacks.
  ///
  /// - Parameter isLast: whether there will be no more bits, so that one of two doubles that are as
  ///   near will do.
  /// - Returns: nil if more bits are wanted.
  func parts(isLast: Bool) -> (value: Double, rest: Double)? {
    guard isFinite else { return nil }
    func double(_ end: Real) -> Double { end.with { mpfr_get_d($0, MPFR_RNDN) } }
    func rest(_ end: Real, _ value: Double) -> Double {
      let rest = Real(bits: bits)
      _ = rest.with { rest in end.with { mpfr_sub_d(rest, $0, value, MPFR_RNDN) } }
      return double(rest)
    }
    // Zero has no sign.
    let value = double(lower) + 0
    if !value.isFinite { return (value, 0) }
    guard isLast || value == double(upper) else { return nil }
    let (low, high) = (rest(lower, value), rest(upper, value))
    guard high - low <= max(value.magnitude * 0x1p-106, .leastNonzeroMagnitude) else { return nil }
    return (value, low)
  }
}
