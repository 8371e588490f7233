import CMPFR
import Glibc

/// How fast a smooth function falls at the far end: p(x) = −x·g'(x)/g(x), which is s for x^-s.
///
/// It is looked at where x is so great that nothing that a user writes is small beside it: at up to
/// 2^32768, where 10^-1000·x is the greater part of 1/x² + 10^-1000·x. A regular function's p settles, or grows
/// for ever; a function whose p does neither is refused.
struct DecayRate {
  /// log2 of the points.
  private static let levels: [Int] = (0...18).map { Int((64 * exp2(Double($0) / 2)).rounded()) }

  /// p at the last point; infinite for what falls faster than any power.
  let rate: Double

  /// (p − 1)·ln x there: more than 1 for what has a sum, by Bertrand's test.
  let excess: Double

  /// p·ln x there: it stays at zero for what does not fall.
  let fall: Double

  /// - Throws: ``SeriesError`` if p does not settle.
  init(_ function: PreciseFunction) throws(SeriesError) {
    var rates: [Double] = []
    for level in Self.levels {
      guard let rate = Self.rate(function, level) else {
        throw SeriesError(
          "the term has no value that could be told near k = 2^\(level), so its tail is not known")
      }
      rates.append(rate)
      if rate == .infinity { break }
    }
    let last = rates[rates.count - 1]
    rate = last
    let logarithm = Double(Self.levels[rates.count - 1]) * log(2)
    (excess, fall) = ((last - 1) * logarithm, last * logarithm)
    if last == .infinity { return }
    // A step of the rate is at most some part of the one before, or rounding.
    let steps = zip(rates.dropFirst(), rates).map { $0 - $1 }.suffix(6)
    let settles = zip(steps.dropFirst(), steps).allSatisfy { step, before in
      step.magnitude <= 0.85 * before.magnitude + 1e-9 * (1 + last.magnitude)
    }
    let grows = steps.allSatisfy { $0 > 0 } && last > 2
    guard last.magnitude < 1e100, settles || grows else {
      throw SeriesError(
        "the term does not fall at a steady rate: between k = 2^\(Self.levels[12]) and "
          + "2^\(Self.levels[18]) it falls like k^-p with p from \(Self.text(rates.suffix(6).min()))"
          + " to \(Self.text(rates.suffix(6).max()))")
    }
  }

  /// p at 2^level; infinite where the function is as good as zero, nil where it has no value.
  private static func rate(_ function: PreciseFunction, _ level: Int) -> Double? {
    for bits in [256, 4 * level + 512] {
      let x = ComplexBall(Ball(powerOfTwo: level, bits: bits))
      guard let jet = function.with(bits: bits).jet(x, order: 1) else { continue }
      if (jet.value.modulus.log2 ?? -.infinity) < -256 * Double(level) { return .infinity }
      let slope = jet[1] ?? ComplexBall(0, bits: bits)
      let ratio = slope * x / jet.value
      guard ratio.isFinite, (ratio.reach.log2 ?? -.infinity) < -40 else { continue }
      return min(max(-ratio.real.double, -1e300), 1e300)
    }
    return nil
  }

  static func text(_ value: Double?) -> String {
    guard let value else { return "?" }
    return value.isFinite ? String((value * 1e6).rounded() / 1e6) : String(value)
  }
}
