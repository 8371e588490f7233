import VectorMath

extension TermRange {
  /// Halves of a last place that our own functions may be off by.
  static let ownHalves = 2.0

  /// And those of the C library: glibc's manual lists no more than 4 last places for them.
  static let systemHalves = 8.0

  private static let halfTurn = 0x1.921fb54442d19p+1

  /// Integers, exactly.
  static func integers(_ lower: Double, _ upper: Double) -> Self {
    var range = Self(lower, upper)
    range.isInteger = true
    return range
  }

  /// The same range of integers that are exact.
  var withoutError: Self { .integers(lower, upper) }

  static func greatest(_ a: Self, _ b: Self) -> Self { -least(-a, -b) }

  static func floorQuotient(_ a: Self, _ b: Self) -> Self {
    guard b.floor >= 1 else { return .integers(-a.magnitude, a.magnitude) }
    let corners = [
      a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper,
    ]
    return .integers(
      (corners.min() ?? 0).nextDown.rounded(.down), (corners.max() ?? 0).nextUp.rounded(.down))
  }

  static func remainder(_ a: Self, _ b: Self) -> Self {
    .integers(min(0, b.lower), max(0, b.upper))
  }

  /// The double next to an integer.
  var nearestDouble: Self {
    if magnitude <= 0x1p53 { return self }
    var range = Self.rounded(lower, upper, error: 0, relative: 0, offset: 0)
    range.isInteger = false
    return range
  }

  /// The relative error with what the offset is at most of a value.
  private var wholeRelative: Double {
    Self.sum(relative, offset == 0 ? 0 : Self.quotient(offset, floor))
  }

  var squareRoot: Self {
    guard lower >= 0 else { return .unknown }
    let ends = (lower.squareRoot(), upper.squareRoot())
    let relative = wholeRelative
    if relative < 0.5 {
      // √(1 + r) is between 1 ± (r + r²)/2.
      return mapped(
        ends, slope: floor > 0 ? 0.5001 / ends.0 : .infinity,
        relative: Self.product(relative, 0.5 + relative), halves: 1)
    }
    // The square root of a difference is not less than that of square roots.
    var result = mapped(ends, slope: 0, halves: 1)
    result = Self(
      result.lower, result.upper, error: Self.sum(result.error, error.squareRoot() * (1 + 0x1p-50)),
      relative: .infinity)
    return result
  }

  /// A function of the value.
  func applying(_ function: RealFunction) -> Self {
    guard lower > -.infinity || upper < .infinity else {
      // These have bounds of their own.
      switch function {
      case .sin, .cos, .atan, .tanh: break
      default: return .unknown
      }
      return bounded(function)
    }
    let system = Self.systemHalves
    switch function {
    case .exp:
      let relative = error < 0.5 ? Self.product(error, 1 + error) : .infinity
      let ends = (Self.exponential(lower), Self.exponential(upper))
      return mapped(ends, slope: ends.1 * 1.001, relative: relative, halves: Self.ownHalves)
    case .expm1:
      let ends = (Self.exponential(lower) - 1, Self.exponential(upper) - 1)
      // The difference may have cancelled.
      let (low, high) = (max(ends.0 - 0x1p-50, -1), ends.1 + 0x1p-50)
      return mapped((low, high), slope: Self.exponential(upper) * 1.001, halves: Self.ownHalves)
    case .log: return logarithm(of: self, scale: 1, halves: Self.ownHalves)
    case .log2: return logarithm(of: self, scale: 0x1.71547652b82fep+0, halves: Self.ownHalves)
    case .log10: return logarithm(of: self, scale: 0x1.bcb7b1526e50ep-2, halves: Self.ownHalves)
    case .log1p: return logarithm(of: shifted, scale: 1, halves: Self.ownHalves)
    case .sin, .cos, .atan, .tanh: return bounded(function)
    case .tan: return tangent
    case .asin, .acos:
      guard lower >= -1, upper <= 1 else { return .unknown }
      let slope = 1 / ((1 - magnitude) * (1 + magnitude)).squareRoot() * 1.001
      let quarter = Self.halfTurn / 2
      let ends = function == .asin ? (-quarter, quarter) : (0, Self.halfTurn)
      return mapped(ends, slope: slope, halves: system)
    case .sinh, .cosh:
      let greatest = Self.exponential(magnitude)
      let least = function == .cosh ? 1 : lower >= 0 ? 0 : -greatest
      return mapped(
        (least, upper <= 0 && function == .sinh ? 0 : greatest),
        slope: greatest * 1.001, halves: system)
    case .cubeRoot:
      let relative = wholeRelative
      let root = Self.exponential(Self.naturalLogarithm(max(magnitude, 0x1p-1000)) / 3) * 1.001
      let ends = (lower >= 0 ? 0 : -root, upper <= 0 ? 0 : root)
      guard relative < 0.5 else { return mapped(ends, slope: .infinity, halves: system) }
      return mapped(ends, slope: .infinity, relative: relative, halves: system)
    case .negate: return -self
    case .absolute: return absolute
    case .squareRoot: return squareRoot
    case .floor, .ceiling, .round: return .unknown
    }
  }

  /// A power of an integer other than 0, as if every multiplication on the way were rounded.
  func raised(to n: Int) -> Self {
    let base = n < 0 ? TermRange(1, 1) / self : self
    var result: TermRange?
    var (square, rest) = (base, n.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result = result.map { $0 * square } ?? square }
      rest >>= 1
      if rest > 0 { square = square.square }
    }
    return result ?? TermRange(1, 1)
  }

  /// A power of a base above zero, out of its exponential and logarithm.
  static func power(_ a: Self, _ b: Self) -> Self {
    guard a.lower > 0, a.upper < .infinity, b.magnitude < .infinity else { return .unknown }
    let logarithms = (naturalLogarithm(a.lower), naturalLogarithm(a.upper))
    let products = [
      logarithms.0 * b.lower, logarithms.0 * b.upper, logarithms.1 * b.lower,
      logarithms.1 * b.upper,
    ]
    // A logarithm may be off by a last place, and a great product more.
    func wider(_ x: Double, _ sign: Double) -> Double { x + sign * (abs(x) * 0x1p-48 + 0x1p-48) }
    let low = wider(products.min() ?? 0, -1)
    let high = wider(products.max() ?? 0, 1)
    let base = sum(a.relative, a.offset == 0 ? 0 : quotient(a.offset, a.floor))
    let logarithm = max(abs(logarithms.0), abs(logarithms.1)) * 1.001 + 0x1p-50
    // |ln(1 + r)| <= r/(1 − r)
    let change =
      base < 0.5
      ? sum(
        product(b.magnitude, quotient(base, 1 - base)), product(logarithm, b.error))
      : .infinity
    let relative = change < 0.5 ? product(change, 1 + change) : .infinity
    let exponent = Self(low, high, error: change, relative: .infinity)
    let ends = (exponential(low), exponential(high))
    return exponent.mapped(
      ends, slope: ends.1 * 1.001, relative: change == 0 ? 0 : relative, halves: ownHalves)
  }

  /// The angle of a point.
  static func angle(_ y: Self, _ x: Self) -> Self {
    let ends = (y.lower >= 0 ? 0 : -halfTurn, y.upper <= 0 ? 0 : halfTurn)
    // Across the line below zero the angle leaps, and there it depends on the sign of a zero, too.
    guard x.lower > 0 || y.lower > 0 || y.upper < 0 else {
      return Self(0, 0).mapped((-halfTurn, halfTurn), slope: 0, halves: systemHalves)
        .adding(error: 2 * halfTurn)
    }
    let distance = max(x.floor, y.floor)
    return Self(0, 0).mapped(ends, slope: 0, halves: systemHalves)
      .adding(error: quotient(sum(x.error, y.error), distance))
  }

  // MARK: Parts

  private func adding(error: Double) -> Self {
    Self(
      lower, upper, error: Self.sum(self.error, error), relative: error == 0 ? relative : .infinity,
      offset: offset)
  }

  /// 1 + the value, rounded outwards.
  private var shifted: Self {
    var result = self
    (result.lower, result.upper) = Self.widened(lower + 1, upper + 1)
    return result
  }

  private func logarithm(of argument: Self, scale: Double, halves: Double) -> Self {
    guard argument.lower > 0 else { return .unknown }
    func end(_ value: Double) -> Double { Self.naturalLogarithm(value) * scale }
    return mapped(
      (end(argument.lower), end(argument.upper)), slope: scale * 1.001 / argument.lower,
      halves: halves)
  }

  /// A function whose values are bounded, and whose derivative is by 1.
  private func bounded(_ function: RealFunction) -> Self {
    switch function {
    case .sin, .cos:
      let half = (upper - lower) / 2
      guard half < 0.25 else { return mapped((-1, 1), slope: 1, halves: Self.ownHalves) }
      // Not more than half the range away from its middle, which is rounded.
      let middle = lower + half
      let value = function == .sin ? Self.sine(middle) : Self.cosine(middle)
      let distance = half * 1.001 + abs(middle) * 0x1p-51
      return mapped(
        (max(-1, value - distance), min(1, value + distance)), slope: 1, halves: Self.ownHalves)
    default:
      let most = function == .tanh ? 1 : Self.halfTurn / 2
      return mapped(
        (lower >= 0 ? 0 : -most, upper <= 0 ? 0 : most), slope: 1, halves: Self.systemHalves)
    }
  }

  /// The tangent where its range has no pole; else only what is exact has a known error.
  private var tangent: Self {
    let quarter = Self.halfTurn / 2
    let isNear = magnitude < 1.5
    let ends = isNear ? (Self.tan(lower), Self.tan(upper)) : (-.infinity, .infinity)
    if isNear {
      let steepest = max(abs(ends.0), abs(ends.1))
      return mapped(ends, slope: (1 + steepest * steepest) * 1.001, halves: Self.ownHalves)
    }
    let turns = ((lower + quarter) / Self.halfTurn).rounded(.down)
    let end = ((upper + quarter) / Self.halfTurn).rounded(.down)
    let distance = min(
      lower - (turns - 0.5) * Self.halfTurn, (turns + 0.5) * Self.halfTurn - upper)
    if turns == end, magnitude < 0x1p30, distance > 0x1p-16 {
      // Within a branch, and not near its ends: |tan| <= 1/distance.
      let most = 1.001 / (distance - 0x1p-20)
      return mapped((-most, most), slope: (1 + most * most) * 1.001, halves: Self.ownHalves)
    }
    guard isExact else { return .unknown }
    // A double is no pole, nor nearer to one than 2⁻⁶² of itself.
    var result = Self.rounded(
      -.greatestFiniteMagnitude, .greatestFiniteMagnitude, error: 0, relative: 0, offset: 0,
      halves: Self.ownHalves)
    result.error = .infinity
    return result
  }

  /// A value of one of our functions, which is the same on every machine.
  private static func value(
    _ x: Double,
    _ function: (UnsafePointer<SIMD8<Double>>, UnsafeMutablePointer<SIMD8<Double>>, Int) -> Void
  ) -> Double {
    var lanes = SIMD8<Double>(repeating: x)
    var result = lanes
    function(&lanes, &result, 1)
    return result[0]
  }

  private static func exponential(_ x: Double) -> Double {
    value(x) { VectorMath.exp($0, $1, count: $2) }
  }

  private static func naturalLogarithm(_ x: Double) -> Double {
    value(x) { VectorMath.log($0, $1, count: $2) }
  }

  private static func sine(_ x: Double) -> Double {
    value(x) { VectorMath.sin($0, $1, count: $2) }
  }

  private static func cosine(_ x: Double) -> Double {
    value(x) { VectorMath.cos($0, $1, count: $2) }
  }

  private static func tan(_ x: Double) -> Double {
    value(x) { VectorMath.tan($0, $1, count: $2) }
  }
}
