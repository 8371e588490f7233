import CMPFR

/// A real number that is known as far as it is wanted: as the way to compute it.
package struct RealConstant: Hashable, Sendable {
  /// A step of the way, which takes its operands from a stack and puts its result there.
  package enum Step: Hashable, Sendable {
    case rational(Rational)
    case pi
    case function(RealFunction)
    case operation(RealOperation)
  }

  /// How it is computed.
  let steps: [Step]

  /// The double next to it.
  package let value: Double

  /// What the double next to it lacks: `value + rest` is off by 2⁻¹⁰⁴ of it at most, or by 2⁻¹⁰⁷⁴.
  package let rest: Double

  /// The number that steps lead to; nil if that is no number or beyond the greatest double.
  ///
  /// - Parameter steps: functions and operations after their operands; they leave one number.
  package init?(_ steps: [Step]) {
    self.steps = steps
    var bits = 192
    while true {
      let enclosure = RealInterval(steps, bits: bits)
      if let (value, rest) = enclosure.parts(isLast: bits > 10_000) {
        guard value.isFinite else { return nil }
        (self.value, self.rest) = (value, rest)
        return
      }
      if bits > 10_000 { return nil }
      bits *= 3
    }
  }

  /// A rational number; nil if it is beyond the greatest double.
  package init?(_ number: ExactNumber) {
    self.init([.rational(Rational(number))])
  }

  /// The number with about so many bits.
  func ball(bits: Int) -> Ball {
    RealInterval(steps, bits: bits).ball
  }

  package static func == (a: Self, b: Self) -> Bool { a.steps == b.steps }

  package func hash(into hasher: inout Hasher) { hasher.combine(steps) }
}
