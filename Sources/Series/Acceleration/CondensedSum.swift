import CMPFR

/// The sum of all g(k) as an alternating series, whose sum is found from few terms.
///
/// Σ g(k) = Σ (−1)^(k−1)·b_k with b_k = Σ_j 2^j·g(2^j·k). Where the sum of a b_k is itself too slow, Levin's transformation finds it.
///
/// Methods: A. van Wijngaarden's condensation, and H. Cohen, F. Rodriguez Villegas and D. Zagier, "Convergence
/// acceleration of alternating series" (2000), algorithm 1.
struct CondensedSum {
  private static let mostTerms = 2000

  let value: ComplexBall

  /// How far the sums of fewer b_k are from that of all.
  let spread: Radius

  /// - Returns: nil if some b_k is not found.
  init?(_ function: PreciseFunction, from start: Int, head: ComplexBall, tolerance: Radius) {
    let bits = function.bits
    // The error is 5.8^-n, beside what is lost where g is not quite as the method wants it.
    let count = max(24, 4 - (tolerance.log2.map { Int($0 / 2) } ?? 0))
    var condensed: [ComplexBall] = []
    var isSlow = false
    for k in 1...count {
      let small = tolerance * Radius(1, exponent: -8)
      var term = isSlow ? nil : Self.term(function, k, offset: start - 1, tolerance: small)
      if term == nil {
        isSlow = true
        term = Self.slowTerm(function, k, offset: start - 1)
      }
      guard let term else { return nil }
      condensed.append(term)
    }
    let all = Self.alternating(condensed[...], bits: bits)
    value = head + all
    spread =
      (all - Self.alternating(condensed.prefix(count - 6), bits: bits)).modulus
      + (all - Self.alternating(condensed.prefix(count - 9), bits: bits)).modulus
  }

  /// b_k.
  private static func term(
    _ function: PreciseFunction, _ k: Int, offset: Int, tolerance: Radius
  ) -> ComplexBall? {
    var sum = ComplexBall(0, bits: function.bits)
    var small = 0
    for j in 0..<mostTerms {
      let jet = function.jet(
        order: 0, tolerance: tolerance * Radius(1, exponent: -j - 10),
        most: 8 * function.bits + 4 * j
      ) { bits in
        let scale = Ball(powerOfTwo: j, bits: bits)
        return ComplexBall(scale * k + Ball(offset, bits: max(bits, 64)))
      }
      guard let jet else { return nil }
      let term = jet.value * Ball(powerOfTwo: j, bits: function.bits)
      sum = sum + term
      small = term.modulus < tolerance ? small + 1 : 0
      if small == 8 { return sum }
    }
    return nil
  }

  /// b_k by extrapolation, with how far off it may be.
  private static func slowTerm(
    _ function: PreciseFunction, _ k: Int, offset: Int
  ) -> ComplexBall? {
    let precise = function.with(bits: 4 * function.bits + 512)
    let bits = precise.bits
    var j = 0
    let limit = try? LevinTransform(head: ComplexBall(0, bits: bits), beta: 1) {
      let scale = Ball(powerOfTwo: j, bits: bits)
      j += 1
      return precise(ComplexBall(scale * k + Ball(offset, bits: bits))).map { $0 * scale }
    }
    return limit.map { $0.value.widened(by: $0.spread) }
  }

  /// Σ (−1)^(k−1)·b_k from the b_k that there are.
  private static func alternating(_ terms: ArraySlice<ComplexBall>, bits: Int) -> ComplexBall {
    let n = terms.count
    let root = Ball(mpfr_sqrt, Ball(8, bits: bits), .zero)
    let power = (root + Ball(3, bits: bits)).power(n)
    let d = (power + Ball(1, bits: bits) / power) / 2
    var (b, c) = (Ball(-1, bits: bits), -d)
    var sum = ComplexBall(0, bits: bits)
    for (k, term) in terms.enumerated() {
      c = b - c
      sum = sum + term * c
      b = b * (2 * (k + n)) * (k - n) / ((2 * k + 1) * (k + 1))
    }
    return ComplexBall(sum.real / d, sum.imaginary / d)
  }
}
