import CMPFR
import Glibc

/// The sum of all z^k·g(k) by single terms up to a number N and an expansion from there on.
///
///     Σ_(k≥N) z^k·g(k) = z^N·Σ_(j<m) c_j·g^(j)(N) + R,  Σ c_j·t^j = 1/(1 − z·e^t),
///
/// Lerch's and Boole's formula, and Euler and Maclaurin's for z = 1, where ∫_N^∞ g stands for the pole 1/t.
/// With θ_n = arg z + 2πn, |R| <= Σ_n |θ_n|^-m·∫_N^∞ |g^(m)|, without n = 0 for z = 1, for R is
/// what m integrations by parts leave of the Fourier integrals ∫_N^∞ g(x)·e^(iθ_n·x) dx.
struct TailExpansion {
  /// The most terms that are summed one by one.
  private static let mostTerms = 1 << 18

  private static let orders = stride(from: 8, through: 160, by: 8)

  /// The sum, nearly to within a tolerance.
  let value: ComplexBall

  /// N.
  let start: Int

  /// Where the smooth part begins.
  let smoothStart: Int

  /// - Throws: ``SeriesError`` if the bound of the rest stays above the tolerance.
  init(
    _ component: PhaseSplit.Component, _ function: PreciseFunction, _ decay: DecayRate,
    tolerance: Radius
  ) throws(SeriesError) {
    let panels = try TailPanels(function, tolerance: tolerance)
    let angle = component.phase.angle
    let wanted = (tolerance.log2 ?? 0) - 4
    var (start, plan) = (max(panels.start, 16), nil as (order: Int, bound: Double)?)
    while plan == nil {
      guard start <= Self.mostTerms else {
        throw SeriesError(
          angle < 0.05
            ? "the term turns too slowly: it would take more than \(Self.mostTerms) terms"
            : "the term's tail is not smooth enough: its expansion is not good at k = \(start / 2)")
      }
      plan = Self.orders.lazy
        .map { order in
          // Σ_n |θ_n|^-m is at most 4·θ^-m for the least θ.
          (order, 2 + panels.derivativeBound(order: order, from: start, angle: angle))
        }
        .first { $0.1 < wanted }
      if plan == nil { start *= 2 }
    }
    guard let plan else { preconditionFailure("there is a plan") }
    self.start = start
    smoothStart = panels.start

    var bits = function.bits
    while true {
      var terms = TermValues(component, function.with(bits: bits))
      let head = try terms.sum(through: start - 1)
      let tail = Self.expansion(component.phase, function.with(bits: bits), start, plan.order)
      if let tail {
        let rest =
          plan.bound == -.infinity
          ? Radius.zero : Radius(1, exponent: Int(plan.bound.rounded(.up)))
        let sum = (head + tail).widened(by: rest)
        if sum.reach < tolerance || bits > 8 * function.bits {
          guard component.phase.isNone else {
            value = sum
            return
          }
          var integral = TailIntegral(function, panels)
          value =
            sum + (try integral(from: start, tolerance: tolerance))
            + (try FarIntegral(function, decay, from: panels.end, tolerance: tolerance).value)
          return
        }
      } else if bits > 8 * function.bits {
        throw SeriesError("the term has no derivatives that could be told at k = \(start)")
      }
      bits *= 2
    }
  }

  /// z^N·Σ c_j·j!·(g^(j)(N)/j!).
  private static func expansion(
    _ phase: Phase, _ function: SmoothFunction, _ start: Int, _ order: Int
  ) -> ComplexBall? {
    let bits = function.bits
    guard let jet = function.jet(ComplexBall(start, bits: max(64, bits)), order: order - 1) else {
      return nil
    }
    var sum = ComplexBallSum(bits: bits)
    var factorial = Ball(1, bits: bits)
    let coefficients = coefficients(phase, count: order, bits: bits)
    for j in 0..<min(order, jet.coefficients.count) {
      if j > 0 { factorial = factorial * j }
      sum.add(coefficients[j] * factorial, times: jet.coefficients[j])
    }
    return sum.ball * phase.unit(bits: bits).power(start)
  }

  /// c_0, c_1, ...
  private static func coefficients(_ phase: Phase, count: Int, bits: Int) -> [ComplexBall] {
    let one = ComplexBall(1, bits: bits)
    if phase.isNone {
      // 1/(1 − e^t) = −(1/t)·1/Σ t^j/(j + 1)!
      let inverse = Jet([one], order: count) / exponential(one, from: 1, count: count)
      return inverse.coefficients.dropFirst().map { -$0 }
    }
    let series = exponential(-phase.unit(bits: bits), from: 0, count: count)
    let denominator = Jet([one + series.value] + series.coefficients.dropFirst(), order: count)
    return (Jet([one], order: count) / denominator).coefficients
  }

  /// factor·t^j/(j + first)!.
  private static func exponential(_ factor: ComplexBall, from first: Int, count: Int) -> Jet {
    var terms = [factor]
    for j in 1...count { terms.append(terms[j - 1] / (j + first)) }
    return Jet(terms, order: count)
  }
}

extension ComplexBall {
  /// The number to a power of at least 0.
  func power(_ exponent: Int) -> ComplexBall {
    var (result, square, rest) = (ComplexBall(1, bits: bits), self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}
