/// A term as the engine sees it: a part of z^k·k^-s·(ln k)^p, times a small integer, with p 0 or 1
/// and z on the unit circle.
struct TermShape {
  /// Where z is, as a part of a turn.
  enum Turn {
    /// z = 1.
    case none
    /// z = e^(iθ).
    case angle(ExactNumber)
    /// z = e^(2πi·t).
    case part(ExactNumber)
  }

  /// s.
  var exponent = ExactNumber(1)

  /// p: whether the logarithm is a factor.
  var hasLogarithm = false

  var turn = Turn.none

  /// Whether the imaginary part is taken, not the real one.
  var isImaginary = false

  /// What the part is multiplied by.
  var factor = 1

  /// How many k make one term.
  var stride = 1

  /// Nil for a term that is none.
  init?(_ term: Term) {
    switch term {
    case .reciprocal: break
    case .power(let s): exponent = s
    case .logarithm(let s): (exponent, hasLogarithm) = (s, true)
    case .alternating:
      guard let half = ExactNumber("1/2") else { return nil }
      (turn, factor) = (.part(half), -1)
    case .leibniz:
      // i^m has an imaginary part for odd m alone, 1 and −1 in turns.
      guard let quarter = ExactNumber("1/4") else { return nil }
      (turn, isImaginary, factor, stride) = (.part(quarter), true, 4, 2)
    case .cosine(let theta): turn = .angle(theta)
    case .randomPoint, .compiled, .expression: return nil
    }
  }

  /// Whether z is not 1.
  var isTwisted: Bool { if case .none = turn { false } else { true } }

  /// What a sum of z^k·k^-s·(ln k)^p makes of the terms.
  func part(_ sum: ComplexBall) -> Ball {
    (isImaginary ? sum.imaginary : sum.real) * factor
  }

  /// z = e^(2πi·t): t with so many bits behind the point, or more.
  func turn(bits: Int) -> Ball {
    switch turn {
    case .none: return Ball(0, bits: bits)
    case .part(let part): return Ball(part, bits: bits)
    case .angle(let theta):
      let whole = max(0, theta.numerator.utf8.count - theta.denominator.utf8.count + 1)
      let bits = bits + 4 * whole
      return Ball(theta, bits: bits) / (Ball.pi(bits: bits) * 2)
    }
  }

  /// The sum over all k for a z that is not 1 and s = 1: Σ z^k/k = −ln(1 − z).
  func limit(bits: Int) -> Ball {
    // 1 − i is √2·e^(−πi/4).
    if isImaginary { return Ball.pi(bits: bits) / 4 * factor }
    let turn = turn(bits: bits).fraction
    let sine = (Ball.pi(bits: turn.bits) * turn).sineAndCosine.sine.absolute
    return -(sine * 2).logarithm * factor
  }
}
