// Each operation's range holds the computed value as well as the true one, so that a derivative's bound over the range
// says what an operand's error makes; then the operation's own rounding is added.

extension TermRange {
  /// What rounding adds to a true value that is known but for `error`, or for `relative` and `offset`.
  ///
  /// The operation may be off by so many halves of a last place.
  static func rounded(
    _ lower: Double, _ upper: Double, error: Double, relative: Double, offset: Double,
    halves: Double = 1
  ) -> Self {
    if halves == 0 {
      return Self(lower, upper, error: error, relative: relative, offset: offset)
    }
    let (low, high) = widened(lower, upper, units: halves)
    let most = max(-low, high)
    let rounding = halves * unit
    // Below the least normal number the last place is a fixed one.
    let least = low > 0x1p-1000 || high < -0x1p-1000 ? 0 : halves * .leastNonzeroMagnitude
    let own = sum(product(rounding, most), least)
    let factor = 1 + rounding
    return Self(
      low, high, error: sum(error, own),
      // Of the computed value, which is up to 1 + relative of the true one.
      relative: sum(product(relative, factor), rounding),
      offset: sum(product(offset, factor), least))
  }

  static prefix func - (a: Self) -> Self {
    var result = a
    (result.lower, result.upper) = (-a.upper, -a.lower)
    return result
  }

  static func + (a: Self, b: Self) -> Self { sum(a, b, halves: 1) }

  static func - (a: Self, b: Self) -> Self { sum(a, -b, halves: 1) }

  private static func sum(_ a: Self, _ b: Self, halves: Double) -> Self {
    // Terms of one sign do not cancel.
    let sameSign = a.lower >= 0 && b.lower >= 0 || a.upper <= 0 && b.upper <= 0
    let (low, high) = widened(a.lower + b.lower, a.upper + b.upper)
    let error = sum(a.error, b.error)
    var result = rounded(
      low, high, error: error, relative: sameSign ? max(a.relative, b.relative) : 0,
      offset: sameSign ? sum(a.offset, b.offset) : error,
      halves: areIntegers(a, b, low, high) ? 0 : halves)
    result.isInteger = areIntegers(a, b, low, high)
    return result
  }

  /// Whether the result of an operation on integers is one that a double holds.
  private static func areIntegers(_ a: Self, _ b: Self, _ low: Double, _ high: Double) -> Bool {
    a.isInteger && b.isInteger && low >= -0x1p53 && high <= 0x1p53
  }

  /// Whether multiplying by it rounds nothing.
  private var isPowerOfTwo: Bool { lower == upper && lower.significand == 1 && isExact }

  static func * (a: Self, b: Self) -> Self { product(a, b, halves: 1) }

  private static func product(_ a: Self, _ b: Self, halves: Double) -> Self {
    let corners = [
      a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper,
    ]
    // Zero times what has no end.
    guard !corners.contains(where: \.isNaN) else { return .unknown }
    let (low, high) = widened(corners.min() ?? 0, corners.max() ?? 0)
    let error = sum(product(a.magnitude, b.error), product(b.magnitude, a.error))
    let relative = sum(sum(a.relative, b.relative), product(a.relative, b.relative))
    // |xy − x'y'| <= |x||y − y'| + |y'||x − x'|, where y' is within the range too.
    let offset = sum(
      product(a.magnitude, b.offset),
      sum(product(b.magnitude, a.offset), product(product(b.relative, b.magnitude), a.offset)))
    let isExact =
      areIntegers(a, b, low, high)
      || (a.isPowerOfTwo || b.isPowerOfTwo) && (low > 0x1p-1000 || high < -0x1p-1000)
    var result = rounded(
      low, high, error: error, relative: relative, offset: offset, halves: isExact ? 0 : halves)
    result.isInteger = areIntegers(a, b, low, high)
    return result
  }

  /// x·x, which is never negative.
  var square: Self {
    var result = self * self
    result.lower = max(0, floor * floor * (1 - 0x1p-50))
    return result
  }

  static func / (a: Self, b: Self) -> Self {
    let least = b.floor
    guard least > 0 else { return a.dividedByAnything(b) }
    let corners = [
      a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper,
    ]
    guard !corners.contains(where: \.isNaN) else { return .unknown }
    let (low, high) = widened(corners.min() ?? 0, corners.max() ?? 0)
    let most = max(-low, high)
    // x/y − x'/y' = (x − x' − (x/y)(y − y'))/y'.
    let error = sum(quotient(a.error, least), quotient(product(most, b.error), least))
    // An error of the divisor that is no part of it is one now.
    let divisor = sum(b.relative, quotient(b.offset, least))
    let relative =
      divisor < 0.5
      ? quotient(sum(a.relative, divisor), (1 - divisor) * (1 - 0x1p-50)) : .infinity
    let offset =
      divisor < 0.5
      ? quotient(quotient(a.offset, least), (1 - divisor) * (1 - 0x1p-50)) : .infinity
    return rounded(low, high, error: error, relative: relative, offset: offset)
  }

  /// The quotient by what may be as near to zero as it will: only its relative error may be known.
  private func dividedByAnything(_ b: Self) -> Self {
    guard offset == 0, b.offset == 0, b.relative < 0.5 else { return .unknown }
    var result = Self.unknown
    let relative = Self.sum(
      Self.quotient(Self.sum(relative, b.relative), (1 - b.relative) * (1 - 0x1p-50)), Self.unit)
    (result.relative, result.offset) = (relative, .leastNonzeroMagnitude)
    return result
  }

  /// a·b + c, rounded once.
  static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self, isSquare: Bool) -> Self {
    var exact = product(a, b, halves: 0)
    if isSquare { exact.lower = max(0, a.floor * a.floor * (1 - 0x1p-50)) }
    return sum(exact, c, halves: 1)
  }

  /// A function that is increasing, or decreasing, where the range is, out of its values at the ends.
  ///
  /// The values are off by few last places. The slope is the derivative's greatest absolute value, and `relative` the
  /// relative error that the argument's makes, if that is known.
  func mapped(
    _ ends: (Double, Double), slope: Double, relative: Double? = nil, halves: Double
  ) -> Self {
    guard !ends.0.isNaN, !ends.1.isNaN else { return .unknown }
    let (low, high) = Self.widened(
      min(ends.0, ends.1), max(ends.0, ends.1), units: 8)
    let error = error == 0 ? 0 : Self.product(slope, error)
    return Self.rounded(
      low, high, error: error, relative: error == 0 ? 0 : relative ?? 0,
      offset: relative == nil ? error : 0, halves: halves)
  }

  /// The integer next to a value, in one direction or the other.
  func integer(_ function: (Double) -> Double) -> Self {
    let (low, high) = (function(lower), function(upper))
    if isExact || low == high {
      var result = Self(low, high)
      result.isInteger = true
      return result
    }
    // Two numbers may lie on different sides of an integer.
    return Self(low, high, error: Self.sum(error, 1), relative: .infinity)
  }

  /// One of two values.
  static func choose(_ mask: Self, _ a: Self, _ b: Self) -> Self {
    if let isTrue = mask.isTrue, !mask.isDoubtful { return isTrue ? a : b }
    var result = Self(
      min(a.lower, b.lower), max(a.upper, b.upper), error: max(a.error, b.error),
      relative: max(a.relative, b.relative), offset: max(a.offset, b.offset))
    result.isInteger = a.isInteger && b.isInteger
    result.isTrue = a.isTrue == b.isTrue ? a.isTrue : nil
    result.isDoubtful = a.isDoubtful || b.isDoubtful
    if mask.isDoubtful {
      let distance = sum(result.upper - result.lower, 0)
      result = Self(
        result.lower, result.upper, error: max(result.error, distance), relative: .infinity)
    }
    return result
  }

  static func least(_ a: Self, _ b: Self) -> Self {
    let arePositive = a.lower >= 0 && b.lower >= 0
    var result = Self(
      min(a.lower, b.lower), min(a.upper, b.upper), error: max(a.error, b.error),
      relative: arePositive ? max(a.relative, b.relative) : .infinity,
      offset: max(a.offset, b.offset))
    result.isInteger = a.isInteger && b.isInteger
    return result
  }

  var absolute: Self {
    var result = self
    (result.lower, result.upper) = (floor, magnitude)
    return result
  }

  // MARK: Masks

  static func less(_ a: Self, _ b: Self, orEqual: Bool) -> Self {
    // Where the ranges are apart the answer is that of all values.
    if orEqual ? a.upper <= b.lower : a.upper < b.lower { return Self(mask: true) }
    if orEqual ? a.lower > b.upper : a.lower >= b.upper { return Self(mask: false) }
    return Self(mask: nil, isDoubtful: !(a.isExact && b.isExact))
  }

  static func equal(_ a: Self, _ b: Self) -> Self {
    if a.upper < b.lower || a.lower > b.upper { return Self(mask: false) }
    let areExact = a.isExact && b.isExact
    let arePoints = a.lower == a.upper && b.lower == b.upper
    return Self(mask: areExact && arePoints ? true : nil, isDoubtful: !areExact)
  }

  static func and(_ a: Self, _ b: Self) -> Self {
    if a.isTrue == false || b.isTrue == false { return Self(mask: false) }
    if a.isTrue == true { return b }
    if b.isTrue == true { return a }
    return Self(mask: nil, isDoubtful: a.isDoubtful || b.isDoubtful)
  }

  var not: Self { Self(mask: isTrue.map { !$0 }, isDoubtful: isDoubtful) }

  static func or(_ a: Self, _ b: Self) -> Self { and(a.not, b.not).not }
}
