/// Σ z^k·g(k) by two methods.
struct ComponentSum {
  let first: ComplexBall
  let second: ComplexBall
  let methods: [String]

  /// Terms that the first method summed one by one.
  let terms: Int

  /// - Throws: ``SeriesError`` if the sum diverges, or a method fails.
  init(_ component: PhaseSplit.Component, tolerance: Radius) throws(SeriesError) {
    let function = PreciseFunction(component.function)
    let decay = try DecayRate(function)
    try Self.check(decay, isTurning: !component.phase.isNone)
    let expansion = try TailExpansion(component, function, decay, tolerance: tolerance)
    first = expansion.value
    terms = expansion.start - 1
    let other = try Self.second(
      component, function, smoothFrom: expansion.smoothStart, tolerance: tolerance)
    second = other.value
    methods = [component.phase.isNone ? "Euler-Maclaurin" : "Lerch tail", other.method]
  }

  /// Refuses what diverges.
  private static func check(_ decay: DecayRate, isTurning: Bool) throws(SeriesError) {
    guard decay.fall > 0.5 else {
      throw SeriesError("the sum diverges: the term does not tend to 0")
    }
    if isTurning { return }
    let rate = DecayRate.text(decay.rate)
    guard decay.rate > 1 && decay.excess > 1 + 1e-3 else {
      throw SeriesError(
        "the sum diverges\(decay.rate > 1 ? ", or converges too slowly to be told from it" : ""): "
          + "the term, or the part of it that does not change sign, falls like k^-\(rate)")
    }
    guard decay.excess > 1.4 else {
      throw SeriesError(
        "the sum converges too slowly, if at all: the term falls like k^-\(rate)")
    }
  }

  /// The second method's sum: of some ways the one whose own steps say that it is the best.
  private static func second(
    _ component: PhaseSplit.Component, _ function: PreciseFunction, smoothFrom smooth: Int,
    tolerance: Radius
  ) throws(SeriesError) -> (value: ComplexBall, method: String) {
    let angle = component.phase.isNone ? Double.pi : component.phase.angle
    let stride = max(1, Int((Double.pi / angle).rounded()))
    var best: (value: ComplexBall, spread: Radius, method: String)?
    func take(_ value: ComplexBall, _ spread: Radius, _ method: String) {
      let spread = spread + value.reach
      if best.map({ spread < $0.spread }) ?? true { best = (value, spread, method) }
    }
    // It loses as many bits as it finds, and more.
    let precise = function.with(bits: 4 * function.bits + 512)
    for start in [1, smooth, smooth + 8 * stride, smooth + 64 * stride] {
      var terms = TermValues(component, precise)
      let head = try terms.sum(through: start - 1)
      let levin = try LevinTransform(head: head, beta: max(1, start / stride)) {
        () throws(SeriesError) in
        let last = terms.next + stride - 1
        return try terms.sum(through: last)
      }
      if let levin { take(levin.value, levin.spread, "Levin u") }
      if let best, best.spread < tolerance { return (best.value, best.method) }
    }
    if component.phase.isNone {
      for start in [1, smooth] {
        var terms = TermValues(component, function.with(bits: function.bits))
        let head = try terms.sum(through: start - 1)
        if let sum = CondensedSum(function, from: start, head: head, tolerance: tolerance) {
          take(sum.value, sum.spread, "van Wijngaarden and Cohen-Villegas-Zagier")
        }
        if let best, best.spread < tolerance { break }
      }
    }
    guard let best else {
      throw SeriesError("no second method applies to the term: its sum would not be confirmed")
    }
    return (best.value, best.method)
  }
}
