/// The terms z^k·g(k) of a series from k = 1 on, with so many bits, one after another.
struct TermValues {
  private let function: SmoothFunction
  private let unit: ComplexBall
  private var power: ComplexBall

  /// The number of the next term.
  private(set) var next = 1

  init(_ component: PhaseSplit.Component, _ function: SmoothFunction) {
    self.function = function
    unit = component.phase.unit(bits: function.bits)
    power = unit
  }

  /// The next term.
  ///
  /// - Throws: ``SeriesError`` if it has no value.
  mutating func term() throws(SeriesError) -> ComplexBall {
    guard let value = function(next) else {
      throw SeriesError("the term has no value at k = \(next)")
    }
    let term = value * power
    power = power * unit
    next += 1
    return term
  }

  /// The sum of the next terms, up to one.
  mutating func sum(through last: Int) throws(SeriesError) -> ComplexBall {
    var sum = ComplexBallSum(bits: function.bits)
    while next <= last { sum.add(try term()) }
    return sum.ball
  }
}
