/// How a sum is computed: from which prefix on by moments, and with how many of them.
struct TermPlan {
  /// The least prefix.
  let least: Int

  /// The greatest moment.
  let order: Int

  /// Multiplications that may be done: about a minute's.
  private static let mostSteps = 2e8

  /// The fastest plan.
  ///
  /// - Parameters:
  ///   - graph: the states.
  ///   - shape: the term.
  ///   - exponent: s, or a little more.
  ///   - digits: of the limit; nil if there is none.
  ///   - bits: with which is computed.
  /// - Throws: ``SeriesError`` if every plan takes too long.
  init(
    _ graph: StateGraph, _ shape: TermShape, exponent: Double, digits: Int?, bits: Int
  ) throws(SeriesError) {
    let map = graph.map
    let edges = Double(map.edges.reduce(0) { $0 + $1.count })
    let cubes = graph.components.reduce(0.0) {
      $0 + Double($1.count) * Double($1.count) * Double($1.count)
    }
    let levels = Double(digits ?? 1)
    let complex = shape.isTwisted ? 4.0 : 1
    let polynomials = shape.hasLogarithm ? 2.0 : 1
    let isWhole = shape.exponent.integer != nil
    var best: (steps: Double, least: Int, order: Int)?
    for least in (1...17).map({ 1 << $0 }) {
      let log2 = MomentFormat.log2Below(2 * least + 1) - 0x1p-6
      guard let order = Expansion.order(log2: log2, exponent: exponent, bits: bits) else {
        continue
      }
      let pairs = Double(order + 1) * Double(order + 1) / 2
      var steps = levels * edges * pairs * complex
      if digits == nil { steps += edges * pairs * 2 + cubes * Double(order + 1) / 3 }
      steps += Double(map.sets.reduce(0) { $0 + $1.count }) * Double(order + 1) * 3
      let head = isWhole && !shape.hasLogarithm ? 10.0 : 60
      let blocks = (shape.isTwisted ? levels : 1) * Double(map.base) * Double(least)
      steps += blocks * (Double(order) * polynomials * complex + head)
      // The walk along the limit; few moments matter there.
      if digits != nil { steps += levels * Double(map.base) * (head + 2 * complex) }
      if steps < best?.steps ?? .infinity { best = (steps, least, order) }
    }
    guard let best else {
      throw SeriesError("the exponent is too great for engine moments: give a smaller one")
    }
    guard best.steps * (1 + Double(bits) / 2000) < Self.mostSteps,
      levels * Double(map.stateCount * (best.order + 1)) < 4e6
    else {
      throw SeriesError(
        "so many decimals, digits of the limit and states of the condition take too long: "
          + "ask for fewer")
    }
    (least, order) = (best.least, best.order)
  }
}
