import CMPFR
import Glibc

/// The integral of a smooth function from the last panel's end to infinity, which only counts where the
/// function falls hardly faster than 1/x.
///
/// With x = e^u and u = U·(1 + e^((π/2)·sinh t)) it falls doubly exponentially to both sides, where
/// the trapezoidal rule converges fast. (H. Takahasi and M. Mori, "Double exponential formulas for numerical
/// integration", 1974.)
struct FarIntegral {
  let value: ComplexBall

  /// - Throws: ``SeriesError`` if it is not found.
  init(
    _ function: PreciseFunction, _ decay: DecayRate, from start: Double, tolerance: Radius
  ) throws(SeriesError) {
    let bits = function.bits
    let zero = ComplexBall(0, bits: bits)
    guard decay.rate < .infinity else {
      value = zero
      return
    }
    let level = Int(Glibc.log2(start))
    guard
      let end = function.jet(
        order: 0, tolerance: tolerance * Radius(1, exponent: -level), most: 8 * level,
        { ComplexBall(Ball(start, bits: $0)) })
    else { throw SeriesError("the term has no value that could be told near k = 2^\(level)") }
    // For a regular function the rest is x·g(x)/(p − 1), or that with ln x/q.
    let logarithm = Double(level) * log(2)
    let share = min(1 / max(decay.rate - 1, 1e-300), logarithm / (decay.excess - 1)) * 4
    let rest = end.value.modulus * Radius(share, exponent: level + 1)
    if rest < tolerance {
      value = zero.widened(by: rest)
      return
    }
    var (step, before) = (1, try Self.sum(function, decay, start, tolerance, step: 1))
    while true {
      step *= 2
      let sum = try Self.sum(function, decay, start, tolerance, step: step)
      let change = (sum - before).modulus
      if change < tolerance || step == 256 {
        value = sum.widened(by: change)
        return
      }
      before = sum
    }
  }

  /// The greatest u: beyond it e^u is out of MPFR's range.
  private static let greatest = 0x1p60

  /// The trapezoidal rule with steps of 1/`step`.
  private static func sum(
    _ function: PreciseFunction, _ decay: DecayRate, _ start: Double, _ tolerance: Radius, step: Int
  ) throws(SeriesError) -> ComplexBall {
    let bits = function.bits
    let least = Ball(start, bits: bits + 64).logarithm
    var total = ComplexBall(0, bits: bits)
    let negligible = tolerance * Radius(1, exponent: -16)
    for side in [1, -1] {
      var (index, small, last) = (side == 1 ? 0 : 1, 0, Radius.zero)
      while small < 3 {
        guard let (u, weight) = abscissa(Ball(side * index, bits: bits + 64) / step, least) else {
          throw tooSlow
        }
        if u.double > greatest {
          // What is beyond, u·h(u)/(q − 1) for h like u^-q, and as much again and more.
          total = total.widened(by: last * Radius(4 / (decay.excess - 1)))
          break
        }
        let x = Ball(copying: u.middle, .zero).exponential
        guard x.isFinite,
          let jet = function.jet(
            order: 0,
            tolerance: (negligible * Radius(1, exponent: -x.middle.exponent))
              * Radius(1, exponent: -weight.middle.exponent),
            most: 16 * bits, { _ in ComplexBall(x.exact) })
        else { throw tooSlow }
        let term = jet.value * x * weight / step
        total = total + term
        small = term.modulus < negligible ? small + 1 : 0
        last = jet.value.modulus * x.magnitude * u.magnitude
        index += 1
      }
    }
    return total
  }

  /// u and du/dt for a t; nil where they are out of range.
  private static func abscissa(_ t: Ball, _ least: Ball) -> (u: Ball, weight: Ball)? {
    let (up, down) = (t.exponential, (-t).exponential)
    let quarter = Ball.pi(bits: t.bits) / 4
    let power = (quarter * (up - down)).exponential
    let (u, weight) = (least + least * power, least * power * quarter * (up + down))
    return u.isFinite && weight.isFinite ? (u, weight) : nil
  }

  private static var tooSlow: SeriesError {
    SeriesError("the term falls too slowly, and what it is far out could not be told")
  }
}
