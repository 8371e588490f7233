/// A function of a real or complex x without any oscillation in step with the integers: a factor that
/// multiplies z^k in a term.
///
/// It is analytic wherever its value says anything: nothing here chooses between values but by the sign
/// of a number that is certain.
struct SmoothFunction {
  /// A step: what it makes of the values of steps before it.
  enum Step: Hashable {
    case variable
    case integer(Int)
    case constant(RealConstant)
    /// e^(±i·(factor·n + offset)).
    case unit(factor: RealConstant, times: Int, offset: RealConstant, isConjugate: Bool)
    /// i times a value.
    case turned(Int)
    case add(Int, Int)
    case subtract(Int, Int)
    case multiply(Int, Int)
    case divide(Int, Int)
    case power(Int, Int)
    case integerPower(Int, Int)
    case function(RealFunction, Int)
    case atan2(Int, Int)
  }

  let steps: [Step]
  private let values: [Int: ComplexBall]

  /// Bits that it is computed with.
  let bits: Int

  /// A function whose value is its last step's.
  init(_ steps: [Step], bits: Int) {
    self.steps = steps
    self.bits = bits
    var values: [Int: ComplexBall] = [:]
    for (place, step) in steps.enumerated() {
      switch step {
      case .integer(let value): values[place] = ComplexBall(value, bits: bits)
      case .constant(let constant):
        values[place] = ComplexBall(constant.ball(bits: bits + 16).rounded(bits: bits))
      case .unit(let factor, let times, let offset, let isConjugate):
        let angle = factor.ball(bits: bits + 64) * times + offset.ball(bits: bits + 64)
        let (sine, cosine) = angle.sineAndCosine
        values[place] = ComplexBall(
          cosine.rounded(bits: bits), (isConjugate ? -sine : sine).rounded(bits: bits))
      default: break
      }
    }
    self.values = values
  }

  /// The same with other bits.
  func with(bits: Int) -> Self { bits == self.bits ? self : Self(steps, bits: bits) }

  /// Whether it is zero for every x.
  var isZero: Bool { steps == [.integer(0)] }

  /// The value at a point; nil where it may have none.
  func callAsFunction(_ x: ComplexBall) -> ComplexBall? { jet(x, order: 0)?.value }

  /// The value at an integer.
  func callAsFunction(_ k: Int) -> ComplexBall? { self(ComplexBall(k, bits: max(bits, 64))) }

  /// The value and the derivatives at a point, or for a ball's all points; nil where it may have none.
  func jet(_ x: ComplexBall, order: Int) -> Jet? {
    var jets: [Jet] = []
    jets.reserveCapacity(steps.count)
    for (place, step) in steps.enumerated() {
      let jet: Jet
      switch step {
      case .variable: jet = Jet(variable: x, order: order)
      case .integer, .constant, .unit:
        guard let value = values[place] else { return nil }
        jet = Jet(constant: value, order: order)
      case .turned(let a): jet = Jet(jets[a].coefficients.map(\.turned), order: order)
      case .add(let a, let b): jet = jets[a] + jets[b]
      case .subtract(let a, let b): jet = jets[a] - jets[b]
      case .multiply(let a, let b): jet = jets[a] * jets[b]
      case .divide(let a, let b): jet = jets[a] / jets[b]
      case .power(let a, let b): jet = jets[a].power(jets[b])
      case .integerPower(let a, let n): jet = jets[a].power(n)
      case .function(let function, let a):
        guard let value = Self.apply(function, jets[a]) else { return nil }
        jet = value
      case .atan2(let y, let x):
        guard jets[x].value.real.isCertainlyPositive else { return nil }
        jet = (jets[y] / jets[x]).arctangent
      }
      // Zero times infinity must not come out as zero.
      guard jet.isFinite else { return nil }
      jets.append(jet)
    }
    return jets.last
  }

  /// A function of a jet; nil for one that is not smooth.
  private static func apply(_ function: RealFunction, _ a: Jet) -> Jet? {
    func constant(_ value: Int) -> Jet {
      Jet(constant: ComplexBall(value, bits: a.bits), order: a.order)
    }
    func scaled(_ base: Int) -> Jet {
      a.logarithm / constant(base).logarithm
    }
    switch function {
    case .negate: return -a
    case .absolute: return a.absolute
    case .squareRoot: return a.squareRoot
    case .cubeRoot: return a.cubeRoot
    case .exp: return a.exponential
    case .expm1: return a.exponential - constant(1)
    case .log: return a.logarithm
    case .log2: return scaled(2)
    case .log10: return scaled(10)
    case .log1p: return (a + constant(1)).logarithm
    case .sin: return a.sineAndCosine.sine
    case .cos: return a.sineAndCosine.cosine
    case .tan:
      let (sine, cosine) = a.sineAndCosine
      return sine / cosine
    case .asin: return a.arcsine
    case .acos:
      let quarter = Jet(constant: ComplexBall(Ball.pi(bits: a.bits) / 2), order: a.order)
      return quarter - a.arcsine
    case .atan: return a.arctangent
    case .sinh: return a.hyperbolic.sine
    case .cosh: return a.hyperbolic.cosine
    case .tanh: return a.hyperbolicTangent
    case .floor, .ceiling, .round: return nil
    }
  }
}
