import CMPFR

extension RealInterval {
  /// Beyond 2 to this many, exponentials and powers are not computed.
  private static let greatestExponent = 40

  /// A function of the number.
  func applying(_ function: RealFunction) -> Self {
    if isNone { return self }
    switch function {
    case .negate: return decreasing(mpfr_neg)
    case .absolute:
      if lower.sign >= 0 { return self }
      let opposite = decreasing(mpfr_neg)
      if upper.sign <= 0 { return opposite }
      return Self(
        lower: Self(0, bits: bits).lower,
        upper: Self.isLess(upper, opposite.upper) ? opposite.upper : upper)
    case .squareRoot: return clipped(from: 0).increasing(mpfr_sqrt)
    case .cubeRoot: return increasing(mpfr_cbrt)
    case .exp: return exponential(mpfr_exp)
    case .expm1: return exponential(mpfr_expm1)
    case .sinh: return exponential(mpfr_sinh)
    case .cosh: return applying(.absolute).exponential(mpfr_cosh)
    case .log: return clipped(from: 0).logarithm(mpfr_log)
    case .log2: return clipped(from: 0).logarithm(mpfr_log2)
    case .log10: return clipped(from: 0).logarithm(mpfr_log10)
    case .log1p: return clipped(from: -1).logarithm(mpfr_log1p)
    case .sin: return turning(mpfr_sin)
    case .cos: return turning(mpfr_cos)
    case .tan: return turning(mpfr_sin).applying(.divide, turning(mpfr_cos))
    case .asin: return clipped(from: -1, to: 1).increasing(mpfr_asin)
    case .acos: return clipped(from: -1, to: 1).decreasing(mpfr_acos)
    case .atan: return increasing(mpfr_atan)
    case .tanh: return increasing(mpfr_tanh)
    case .floor: return increasing { a, b, _ in mpfr_rint(a, b, MPFR_RNDD) }
    case .ceiling: return increasing { a, b, _ in mpfr_rint(a, b, MPFR_RNDU) }
    case .round: return increasing { a, b, _ in mpfr_rint(a, b, MPFR_RNDN) }
    }
  }

  /// An operation on two numbers.
  func applying(_ operation: RealOperation, _ other: Self) -> Self {
    if isNone || other.isNone { return .none(bits: bits) }
    switch operation {
    case .add:
      return Self(
        ends(mpfr_add, lower, other.lower).lower, ends(mpfr_add, upper, other.upper).upper)
    case .subtract:
      return Self(
        ends(mpfr_sub, lower, other.upper).lower, ends(mpfr_sub, upper, other.lower).upper)
    case .multiply: return corners(mpfr_mul, other)
    case .divide:
      if other.holdsZero { return other.isPoint ? .none(bits: bits) : .any(bits: bits) }
      return corners(mpfr_div, other)
    case .power: return power(other)
    case .atan2:
      // On the line below zero the angle leaps.
      if holdsZero && !isPoint && other.lower.sign <= 0 {
        let pi = Self(bits: bits) { mpfr_const_pi($0, $1) }
        return Self(pi.applying(.negate).lower, pi.upper)
      }
      return corners(mpfr_atan2, other)
    case .least:
      return Self(
        ends(mpfr_min, lower, other.lower).lower, ends(mpfr_min, upper, other.upper).upper)
    case .greatest:
      return Self(
        ends(mpfr_max, lower, other.lower).lower, ends(mpfr_max, upper, other.upper).upper)
    }
  }

  private init(_ lower: Real, _ upper: Real) {
    self.init(lower: lower, upper: upper)
  }

  private func increasing(_ function: Unary) -> Self {
    if isNone { return self }
    return Self(
      end(lower, MPFR_RNDD, function), end(upper, MPFR_RNDU, function))
  }

  private func decreasing(_ function: Unary) -> Self {
    if isNone { return self }
    return Self(
      end(upper, MPFR_RNDD, function), end(lower, MPFR_RNDU, function))
  }

  private func end(_ number: Real, _ rounding: mpfr_rnd_t, _ function: Unary) -> Real {
    let result = Real(bits: bits)
    _ = result.with { result in number.with { function(result, $0, rounding) } }
    return result
  }

  /// What a function makes of two numbers, rounded down and up.
  private func ends(_ function: Binary, _ a: Real, _ b: Real) -> Self {
    Self(bits: bits) { result, rounding in
      a.with { a in b.with { function(result, a, $0, rounding) } }
    }
  }

  /// An operation that is greatest and least where both numbers are.
  private func corners(_ function: Binary, _ other: Self) -> Self {
    let all = [lower, upper].flatMap { a in
      [other.lower, other.upper].map { ends(function, a, $0) }
    }
    if all.contains(where: \.isNone) { return .any(bits: bits) }
    return all.dropFirst().reduce(all[0]) { a, b in
      Self(
        Self.isLess(b.lower, a.lower) ? b.lower : a.lower,
        Self.isLess(a.upper, b.upper) ? b.upper : a.upper)
    }
  }

  /// The numbers of a function's domain; none if there are none.
  private func clipped(from least: Int, to greatest: Int? = nil) -> Self {
    let least = Self(least, bits: bits).lower
    if Self.isLess(upper, least) { return .none(bits: bits) }
    let start = Self.isLess(lower, least) ? least : lower
    guard let greatest else { return Self(start, upper) }
    let end = Self(greatest, bits: bits).upper
    if Self.isLess(end, lower) { return .none(bits: bits) }
    return Self(start, Self.isLess(end, upper) ? end : upper)
  }

  /// A logarithm, whose ends at zero are infinite: for zero itself there is none.
  private func logarithm(_ function: Unary) -> Self {
    let result = increasing(function)
    let isInfinite = result.upper.with { mpfr_inf_p($0) != 0 } && result.upper.sign < 0
    return isInfinite ? .none(bits: bits) : result
  }

  private func exponential(_ function: Unary) -> Self {
    isFinite && exponent <= Self.greatestExponent ? increasing(function) : .any(bits: bits)
  }

  /// The sine or the cosine, which changes by no more than its argument.
  private func turning(_ function: Unary) -> Self {
    let unit = Self(Self(-1, bits: bits).lower, Self(1, bits: bits).upper)
    guard isFinite, exponent < 16_384 else { return unit }
    let value = Self(end(lower, MPFR_RNDD, function), end(lower, MPFR_RNDU, function))
    let width = ends(mpfr_sub, upper, lower).upper
    return Self(ends(mpfr_sub, value.lower, width).lower, ends(mpfr_add, value.upper, width).upper)
      .clipped(from: -1, to: 1)
  }

  private func power(_ other: Self) -> Self {
    guard isFinite, other.isFinite else { return .any(bits: bits) }
    let isInteger = other.isPoint && other.lower.with { mpfr_integer_p($0) != 0 }
    if isInteger && other.lower.sign == 0 { return Self(1, bits: bits) }
    let size = [lower, upper].map { $0.isZero ? 1 : $0.exponent.magnitude + 1 }.max() ?? 1
    guard other.exponent + Int.bitWidth - size.leadingZeroBitCount <= Self.greatestExponent
    else { return .any(bits: bits) }
    if lower.sign > 0 { return corners(mpfr_pow, other) }
    if isInteger {
      if other.lower.sign < 0 {
        return Self(1, bits: bits).applying(.divide, power(other.applying(.negate)))
      }
      let half = Self(bits: other.bits) { result, rounding in
        other.lower.with { mpfr_div_2si(result, $0, 1, rounding) }
      }
      let isEven = half.lower.with { mpfr_integer_p($0) != 0 }
      return (isEven ? applying(.absolute) : self).increasing { result, x, rounding in
        other.lower.with { mpfr_pow(result, x, $0, rounding) }
      }
    }
    if upper.sign < 0 { return .none(bits: bits) }
    if other.lower.sign > 0 { return clipped(from: 0).corners(mpfr_pow, other) }
    return isPoint && other.upper.sign < 0 ? .none(bits: bits) : .any(bits: bits)
  }
}
