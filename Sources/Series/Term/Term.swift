/// What is summed over k.
public enum Term: Hashable, Sendable {
  /// 1/k.
  case reciprocal

  /// k^-s for an s above zero.
  case power(ExactNumber)

  /// ln(k)·k^-s for an s above zero.
  case logarithm(ExactNumber)

  /// (−1)^(k−1)/k: the sum of all is ln 2.
  case alternating

  /// 4·(−1)^(k−1)/(2k − 1): the sum of all is π.
  case leibniz

  /// cos(kθ)/k for a θ that is not zero: the sum of all is −ln(2·|sin(θ/2)|).
  case cosine(ExactNumber)

  /// 4/N for each of N random points that lies in the quarter circle: the sum is π, nearly.
  case randomPoint(seed: UInt64)

  /// What a compiled function yields; the text names it.
  case compiled(String)

  /// A term that a user has written.
  case expression(TermExpression)

  /// Whether no term is below zero.
  public var isPositive: Bool {
    switch self {
    case .reciprocal, .power, .logarithm, .randomPoint: true
    case .alternating, .leibniz, .cosine, .compiled, .expression: false
    }
  }

  /// Whether a user has written it.
  public var isExpression: Bool { if case .expression = self { true } else { false } }

  /// Whether the sum is known to as many decimals as are wanted.
  public var hasDecimals: Bool {
    switch self {
    case .randomPoint, .compiled, .expression: false
    default: true
    }
  }

  /// Whether the digits of k may be put under a condition.
  public var takesFilter: Bool {
    switch self {
    case .reciprocal, .power, .logarithm, .compiled, .expression: true
    case .alternating, .leibniz, .cosine, .randomPoint: false
    }
  }
}

extension Term: CustomStringConvertible {
  /// The term as a formula in k, such as `1/k`.
  public var description: String {
    switch self {
    case .reciprocal: "1/k"
    case .power(let s): "1/k^\(s.inFormula)"
    case .logarithm(let s): s.isOne ? "log(k)/k" : "log(k)/k^\(s.inFormula)"
    case .alternating: "(-1)^(k-1)/k"
    case .leibniz: "4*(-1)^(k-1)/(2k-1)"
    case .cosine(let theta): theta.isOne ? "cos(k)/k" : "cos(k*\(theta.inFormula))/k"
    case .randomPoint(let seed): "4/N*hit(k; seed \(seed))"
    case .compiled(let name): name
    case .expression(let term): term.formula
    }
  }
}
