import CVector
import Summation

/// Taylor's series of k^-s, or of ln(k)·k^-s, about any c: with k = c·(1 − t) the term is c^-s·(E₀ +
/// E₁t + E₂t² + …).
///
/// For k^-s these are the P of (1 − t)^-s, which are positive: P₀ = 1, Pⱼ₊₁ = Pⱼ·(s + j)/(j + 1). For
/// the logarithm Eⱼ = ln(c)·Pⱼ − P′ⱼ, since (1 − t)^-s·ln(1 − t) is the derivative by s, negated. In both
/// cases Bⱼ = E₀Pⱼ + P′ⱼ, with P′ = 0 for k^-s, is at least |Eⱼ|, and Bⱼ₊₁ <= 2(s + 1)·Bⱼ for j >= 1.
struct PowerExpansion: Sendable {
  /// The highest power of t that is ever summed.
  static let highestDegree = 8

  /// Whether the term is ln(k)·k^-s.
  let isLogarithm: Bool

  /// s, with a relative error of at most 2⁻¹⁰⁴.
  let exponent: DoubleDouble

  /// P₂.
  let second: DoubleDouble

  /// P₂ to P₉, each rounded to a double.
  let factors: SIMD8<Double>

  /// P′₂ to P′₉, likewise; zeros for k^-s.
  private let derivatives: SIMD8<Double>

  init(exponent: DoubleDouble, isLogarithm: Bool) {
    self.exponent = exponent
    self.isLogarithm = isLogarithm
    var (factor, derivative) = (exponent, DoubleDouble(isLogarithm ? 1 : 0))
    var (factors, derivatives) = (SIMD8<Double>(), SIMD8<Double>())
    var second = factor
    for degree in 1...Self.highestDegree {
      let step = exponent + DoubleDouble(Double(degree))
      let divisor = DoubleDouble(Double(degree + 1))
      let previous = isLogarithm ? factor : DoubleDouble(0)
      derivative = (derivative * step + previous) / divisor
      factor = factor * step / divisor
      if degree == 1 { second = factor }
      factors[degree - 1] = factor.high
      derivatives[degree - 1] = derivative.high
    }
    self.second = second
    self.factors = factors
    self.derivatives = derivatives
  }

  /// E₁, where `constant` is E₀.
  func first(constant: DoubleDouble) -> DoubleDouble {
    isLogarithm ? constant * exponent - DoubleDouble(1) : exponent
  }

  /// E₂ to E₉ times the powers 2 to 9 of `scale`, with errors of at most (2j + 4)·u·Bⱼ·scaleʲ if
  /// `scale` is a rounded number.
  func coefficients(constant: Double, scale: Double) -> SIMD8<Double> {
    let minus = cvector_multiply_add(
      derivatives, SIMD8(repeating: -1), SIMD8(repeating: 0))
    let taylor = cvector_multiply_add(SIMD8(repeating: constant), factors, minus)
    let square = scale * scale
    let (cube, fourth) = (square * scale, square * square)
    let powers = SIMD8(
      square, cube, fourth, fourth * scale, fourth * square, fourth * cube, fourth * fourth,
      fourth * fourth * scale)
    return cvector_multiply_add(taylor, powers, SIMD8(repeating: 0))
  }

  /// B₂ to B₉.
  func bounds(constant: Double) -> SIMD8<Double> {
    cvector_multiply_add(SIMD8(repeating: constant), factors, derivatives)
  }
}
