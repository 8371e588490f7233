/// A real number that is known as far as it is wanted, while it is computed with: exactly, if it is
/// rational and not too long, and always as the steps to it and as an interval.
struct ExactReal {
  /// The number, if it is known to be rational.
  let rational: Rational?

  /// The steps to it.
  let steps: [RealConstant.Step]

  /// Where it is.
  let interval: RealInterval

  /// A rational number.
  init(_ number: Rational, bits: Int) {
    self.init(number, [.rational(number)], RealInterval(number, bits: bits))
  }

  /// π.
  static func pi(bits: Int) -> Self {
    Self([.pi], RealInterval([.pi], bits: bits))
  }

  private init(_ rational: Rational?, _ steps: [RealConstant.Step], _ interval: RealInterval) {
    self.rational = rational
    self.steps = steps
    self.interval = interval
  }

  private init(_ steps: [RealConstant.Step], _ interval: RealInterval) {
    // MPFR's functions round down and up to the same number only if that is the result.
    if interval.isPoint, let number = Rational(interval.lower) {
      self.init(number, bits: interval.bits)
    } else {
      self.init(nil, steps, interval)
    }
  }

  private var bits: Int { interval.bits }

  /// The number, if it is an integer below 2⁶² in absolute value.
  var integer: Int? {
    rational?.integer.flatMap { $0.magnitude < IntegerBounds.limit ? $0 : nil }
  }

  /// Whether it is the rational number.
  func isEqual(to number: Int) -> Bool { rational == Rational(number) }

  /// A function of the number.
  func applying(_ function: RealFunction) -> Self {
    if let rational {
      switch function {
      case .negate: return Self(-rational, bits: bits)
      case .absolute: return rational.sign < 0 ? Self(-rational, bits: bits) : self
      case .floor: return Self(rational.floor, bits: bits)
      case .ceiling: return Self(-(-rational).floor, bits: bits)
      case .round: return Self(rational.rounded, bits: bits)
      default: break
      }
    }
    return Self(steps + [.function(function)], interval.applying(function))
  }

  /// An operation on two numbers.
  func applying(_ operation: RealOperation, _ other: Self) -> Self {
    if let a = rational, let b = other.rational, let result = a.applying(operation, b),
      result.bits <= Rational.mostBits
    {
      return Self(result, bits: bits)
    }
    return Self(
      steps + other.steps + [.operation(operation)], interval.applying(operation, other.interval))
  }

  /// Whether the number is in relation to another; nil if that cannot be told.
  func isRelated(_ comparison: Comparison, to other: Self) -> Bool? {
    let isEqual = comparison != .less
    if let a = rational, let b = other.rational {
      return a == b ? isEqual : comparison.holds(a < b)
    }
    if steps == other.steps { return isEqual }
    var (first, second) = (interval, other.interval)
    while first.isFinite && second.isFinite {
      if RealInterval.isLess(first.upper, second.lower) { return comparison.holds(true) }
      if RealInterval.isLess(second.upper, first.lower) { return comparison.holds(false) }
      let bits = 4 * first.bits
      if bits > 10_000 { return nil }
      (first, second) = (RealInterval(steps, bits: bits), RealInterval(other.steps, bits: bits))
    }
    return nil
  }
}

extension Comparison {
  /// Whether it holds for two numbers that differ.
  fileprivate func holds(_ isLess: Bool) -> Bool { self == .equal ? false : isLess }
}

extension Rational {
  /// The nearest integer, of two the even one.
  fileprivate var rounded: Self {
    let half = Self(1) / Self(2)
    let nearest = (self + half).floor
    let isTie = nearest - self == half
    return isTie && !(nearest * half).isInteger ? nearest - Self(1) : nearest
  }

  /// An operation whose result is rational; nil for others.
  fileprivate func applying(_ operation: RealOperation, _ other: Self) -> Self? {
    switch operation {
    case .add: self + other
    case .subtract: self - other
    case .multiply: self * other
    case .divide: other.sign == 0 ? nil : self / other
    case .power: other.integer.flatMap { power($0) }
    case .least: other < self ? other : self
    case .greatest: self < other ? other : self
    case .atan2: nil
    }
  }
}
