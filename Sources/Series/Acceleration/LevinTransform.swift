import CMPFR

/// The limit of a sequence of partial sums by Levin's u transformation.
///
///     T_k = Δ^k[x_n^(k−2)·S_n/a_n]/Δ^k[x_n^(k−2)/a_n],  x_n = n + β
///
/// Each of the a_n may be a sum of some terms that follow each other: where z^k turns slowly, those of about half
/// a turn.
///
/// Method: D. Levin, "Development of non-linear transformations for improving convergence of sequences" (1973).
struct LevinTransform {
  private static let mostOrder = 64

  /// The limit, with a radius of what rounding may have done.
  let value: ComplexBall

  /// How far the last orders are from each other.
  let spread: Radius

  /// - Parameters:
  ///   - head: what is before the first.
  ///   - beta: β.
  ///   - next: the a_n, one after another.
  /// - Throws: what `next` throws.
  init?(
    head: ComplexBall, beta: Int, _ next: () throws(SeriesError) -> ComplexBall?
  ) throws(SeriesError) {
    var (sum, bits) = (head, head.bits)
    // x_n^(k−2)/a_n, and S_n.
    var weights: [ComplexBall] = []
    var sums: [ComplexBall] = []
    var values: [ComplexBall] = []
    var best: (value: ComplexBall, spread: Radius)?
    bits = max(bits, 64)
    for k in 0...Self.mostOrder {
      guard let term = try next() else { break }
      sum = sum + term
      sums.append(sum)
      for n in weights.indices { weights[n] = weights[n] * (n + beta) }
      let x = Ball(k + beta, bits: bits)
      let power = k < 2 ? Ball(1, bits: bits) / x.power(2 - k) : x.power(k - 2)
      let weight = ComplexBall(power) / term
      // A term that vanishes, or is as good as zero.
      guard weight.isFinite else { break }
      weights.append(weight)
      guard let value = Self.quotient(weights, sums, bits: bits) else { continue }
      values.append(value)
      guard values.count >= 4 else { continue }
      let steps = (1...2).map { back in
        let earlier = values[values.count - 1 - back]
        return (value - earlier).modulus
      }
      let spread = steps[0] + steps[1]
      if best.map({ spread < $0.spread }) ?? true { best = (value, spread) }
    }
    guard let best, best.value.isFinite else { return nil }
    value = best.value
    spread = best.spread
  }

  private static func quotient(
    _ weights: [ComplexBall], _ sums: [ComplexBall], bits: Int
  ) -> ComplexBall? {
    let k = weights.count - 1
    guard k >= 2 else { return nil }
    var above = ComplexBallSum(bits: bits)
    var below = ComplexBallSum(bits: bits)
    var binomial = Ball(1, bits: bits)
    for n in 0...k {
      let weight = weights[n] * (n % 2 == 0 ? binomial : -binomial)
      above.add(weight, times: sums[n])
      below.add(weight)
      binomial = binomial * (k - n) / (n + 1)
    }
    let value = above.ball / below.ball
    return value.isFinite ? value : nil
  }
}
