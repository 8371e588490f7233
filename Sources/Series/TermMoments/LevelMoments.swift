/// The moments of the further digits behind a prefix, level by level.
///
/// Behind a prefix n with L more digits, k = n·b^L + v and v < b^L. With Y = 2v/b^L − 1, which is −1 for
/// L = 0 and at least −1 and below 1 always, k = b^L·(n + ½)·(1 + h·Y) for h = 1/(2n + 1). The moments of a
/// state q are M_j(L) = Σ z^v·Y^j over the v whose digits lead from q to an accepted number. If the first
/// of those digits is a, and Y' is that of the others, Y = (a' + Y')/b with a' = 2a − (b − 1), so that
///
///     M_j(0) = (−1)^j where a number may end, and
///     M_j(L) = b^-j · Σ_a z^(a·b^(L−1)) · Σ_i C(j, i) · a'^(j−i) · M_i(L − 1) of the state after a.
///
/// Here are μ_j(L) = b^-Ls · M_j(L)/j!, for which the binomials become Σ_i (a'^(j−i)/(j − i)!) · μ_i.
struct LevelMoments {
  private let map: DigitMap
  private let twist: Twist
  private let order: Int

  /// By order: b^-(s+j).
  private let scales: [Ball]

  /// By set of digits and order n: Σ a'^n/n!, if z is 1.
  private let digitSums: [[ComplexBall]]

  /// How many levels have been made.
  private(set) var level = 0

  /// By state: μ_0…μ_order at this level.
  private(set) var moments: [[ComplexBall]]

  init(_ map: DigitMap, _ twist: Twist, scales: [Ball], order: Int) {
    self.map = map
    self.twist = twist
    self.scales = scales
    self.order = order
    let bits = twist.bits
    digitSums =
      twist.isTrivial
      ? map.sets.map { set in
        Self.digitSums(set, base: map.base, order: order, bits: bits).map { ComplexBall($0) }
      } : []
    let first = Self.first(order: order, bits: bits).map { ComplexBall($0) }
    let none = Array(repeating: ComplexBall(Ball(0, bits: bits)), count: order + 1)
    moments = map.accepts.map { $0 ? first : none }
  }

  /// Goes one level further.
  mutating func advance() {
    let sums = twist.isTrivial ? digitSums : map.sets.map(twistedSums)
    moments = map.edges.map { edges in
      (0...order).map { j in
        var sum = ComplexBallSum(bits: twist.bits)
        for edge in edges {
          let (from, factors) = (moments[edge.target], sums[edge.set])
          for i in 0...j { sum.add(from[i], times: factors[j - i]) }
        }
        sum.multiply(by: scales[j])
        return sum.ball
      }
    }
    level += 1
  }

  /// (−1)^j/j!.
  static func first(order: Int, bits: Int) -> [Ball] {
    var term = Ball(1, bits: bits)
    return (0...order).map { j in
      if j > 0 { term = -term / j }
      return term
    }
  }

  /// Σ a'^n/n! over some digits.
  static func digitSums(_ set: [Int], base: Int, order: Int, bits: Int) -> [Ball] {
    var sums = Array(repeating: Ball(0, bits: bits), count: order + 1)
    for digit in set {
      for (n, power) in powers(of: digit, base: base, order: order, bits: bits).enumerated() {
        sums[n] = sums[n] + power
      }
    }
    return sums
  }

  /// Σ z^(a·b^level)·a'^n/n! over some digits.
  private func twistedSums(_ set: [Int]) -> [ComplexBall] {
    let turns = twist.powers(level: level, count: map.base)
    var sums = Array(repeating: ComplexBall(Ball(0, bits: twist.bits)), count: order + 1)
    for digit in set {
      let powers = Self.powers(of: digit, base: map.base, order: order, bits: twist.bits)
      for (n, power) in powers.enumerated() { sums[n] = sums[n] + turns[digit] * power }
    }
    return sums
  }

  /// a'^n/n! of a digit a.
  private static func powers(of digit: Int, base: Int, order: Int, bits: Int) -> [Ball] {
    let weight = 2 * digit - (base - 1)
    var power = Ball(1, bits: bits)
    return (0...order).map { n in
      if n > 0 { power = power * weight / n }
      return power
    }
  }
}
