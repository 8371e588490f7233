/// What the numbers behind a prefix add up to, as a polynomial in h that waits for its prefix: for some
/// state, and some levels of further digits.
///
/// With m = 2n + 1, h = 1/m and Λ = ln(n + ½), such numbers make
///
///     (n + ½)^-s · Σ_j h^j · (P_j·Λ^p + p·Q_j),
///
/// where P_j = j!·C_j·Σ μ_j and Q_j = j!·C_j·ln b·Σ L·μ_j + j!·D_j·Σ μ_j (see ``Expansion``).
struct Family {
  /// P_j.
  private(set) var powers: [ComplexBall]

  /// Q_j; empty without a logarithm.
  private(set) var logarithms: [ComplexBall]

  /// A bound of Σ b^-Ls over all the further digits: no moment is more, since |Y| <= 1.
  private(set) var weight: Radius

  /// A bound of Σ L·ln b·b^-Ls likewise.
  private(set) var levelWeight: Radius

  /// The sum over some levels.
  ///
  /// - Parameters:
  ///   - expansion: its coefficients.
  ///   - moments: Σ μ_j.
  ///   - levelMoments: ln b·Σ L·μ_j; nil without a logarithm.
  ///   - isTwisted: whether z is not 1.
  init(
    _ expansion: Expansion, _ moments: [ComplexBall], levelMoments: [ComplexBall]?, isTwisted: Bool
  ) {
    powers = zip(moments, expansion.powers).map { $0 * $1 }
    logarithms = []
    // Twisted terms have s = 1, and of L further digits there are no more than b^L.
    weight = isTwisted ? Radius(1) : moments[0].magnitude
    levelWeight = .zero
    if let levelMoments {
      logarithms = zip(levelMoments, expansion.powers).map { $0 * $1 }
      for j in moments.indices {
        logarithms[j] = logarithms[j] + moments[j] * expansion.logarithms[j]
      }
      levelWeight = levelMoments[0].magnitude
    }
  }

  /// The same state with the levels of both.
  static func + (a: Self, b: Self) -> Self {
    var sum = a
    for j in a.powers.indices { sum.powers[j] = a.powers[j] + b.powers[j] }
    for j in a.logarithms.indices { sum.logarithms[j] = a.logarithms[j] + b.logarithms[j] }
    sum.weight = a.weight + b.weight
    sum.levelWeight = a.levelWeight + b.levelWeight
    return sum
  }

  /// What the numbers add up to behind a prefix.
  func sum(behind head: PrefixHead) -> ComplexBall {
    var sum = polynomial(powers, head)
    var rest = weight * head.rest.power
    if let logarithm = head.logarithm {
      sum = sum * logarithm + polynomial(logarithms, head)
      rest =
        (weight * logarithm.magnitude + levelWeight) * head.rest.power
        + weight * head.rest.logarithm
    }
    return sum.widened(by: rest) * head.power
  }

  /// Horner's rule up to the order that the prefix needs.
  private func polynomial(_ coefficients: [ComplexBall], _ head: PrefixHead) -> ComplexBall {
    var sum = ComplexBallSum(bits: head.h.bits)
    for j in (0...head.order).reversed() {
      sum.multiply(by: head.h)
      sum.add(coefficients[j])
    }
    return sum.ball
  }
}
