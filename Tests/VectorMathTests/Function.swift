import CMPFR
import VectorMath

/// A function under test, its reference and what error it promises.
enum Function: String, CaseIterable, Sendable {
  case exp, log, sin, cos, tan, power, cosineOfTurns, sineOfTurns
  case exp2, expm1, log2, log10, log1p

  /// The greatest error in ulp that is allowed: what 10⁷ points have shown, and a little more.
  var greatestError: Double {
    switch self {
    case .exp, .exp2: 0.59
    case .expm1: 0.9
    case .log2, .log10: 0.55
    case .log1p: 0.7
    case .log: 0.64
    case .sin, .cos: 0.61
    case .tan: 0.69
    case .power: 0.59
    case .cosineOfTurns, .sineOfTurns: 0.64
    }
  }

  /// The function's values at the arguments; eight at a time, so their number is a multiple of eight.
  func values(_ arguments: [Argument]) -> [Double] {
    precondition(arguments.count % 8 == 0, "not a multiple of eight")
    let count = arguments.count / 8
    var x = [SIMD8<Double>](repeating: .zero, count: count)
    var y = x
    var result = x
    for (index, argument) in arguments.enumerated() {
      x[index >> 3][index & 7] = argument.x
      y[index >> 3][index & 7] = argument.y
    }
    switch self {
    case .exp: VectorMath.exp(x, &result, count: count)
    case .log: VectorMath.log(x, &result, count: count)
    case .sin: VectorMath.sin(x, &result, count: count)
    case .cos: VectorMath.cos(x, &result, count: count)
    case .tan: VectorMath.tan(x, &result, count: count)
    case .power: VectorMath.power(x, y, &result, count: count)
    case .exp2: VectorMath.exp2(x, &result, count: count)
    case .expm1: VectorMath.expm1(x, &result, count: count)
    case .log2: VectorMath.log2(x, &result, count: count)
    case .log10: VectorMath.log10(x, &result, count: count)
    case .log1p: VectorMath.log1p(x, &result, count: count)
    case .cosineOfTurns: VectorMath.cosineOfTurns(turns(x), &result, count: count)
    case .sineOfTurns: VectorMath.sineOfTurns(turns(x), &result, count: count)
    }
    return arguments.indices.map { result[$0 >> 3][$0 & 7] }
  }

  /// Angles in turns are passed to tests as the bit patterns of doubles.
  private func turns(_ x: [SIMD8<Double>]) -> [SIMD8<UInt64>] {
    x.map { unsafeBitCast($0, to: SIMD8<UInt64>.self) }
  }
}

/// What a function is called with; y counts for powers alone.
struct Argument: Sendable {
  var x: Double
  var y = 1.0
}
