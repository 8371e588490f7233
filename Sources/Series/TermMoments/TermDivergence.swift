/// Whether Σ k^-s, or Σ k^-s·ln k, diverges over the numbers of a condition.
///
/// Of a component of states, some ρ^L strings of L digits stay inside, where ρ is the greatest eigenvalue of
/// the matrix T that counts digits (Perron and Frobenius); each of their numbers adds some b^-Ls. So
/// the sum diverges if ρ >= b^s for some component, and only then. The logarithm does not matter.
struct TermDivergence {
  let diverges: Bool

  /// - Throws: ``SeriesError`` if ρ comes nearer to b^s than can be told.
  init(_ graph: StateGraph, _ s: ExactNumber) throws(SeriesError) {
    if s.isOne || s.isAboveOne {
      // No ρ is more than b, and none but that of a component that no digit leaves is b itself.
      diverges = s.isOne && graph.diverges
      return
    }
    for members in graph.components where try Self.diverges(members, graph, s) {
      diverges = true
      return
    }
    diverges = false
  }

  private static func diverges(
    _ members: [Int], _ graph: StateGraph, _ s: ExactNumber
  ) throws(SeriesError) -> Bool {
    let map = graph.map
    let inside = members.map { state in
      map.edges[state].reduce(0) { sum, edge in
        graph.componentOf[edge.target] == graph.componentOf[state]
          ? sum + map.digitCount(edge) : sum
      }
    }
    // Equal sums of all rows are ρ itself, and no ρ is outside of the sums' range.
    let (least, greatest) = (inside.min() ?? 0, inside.max() ?? 0)
    // b^s is more than 1.
    if greatest <= 1 { return false }
    if least == greatest, let p = Int(s.numerator), let q = Int(s.denominator), q <= 1000 {
      // ρ^q and b^p are integers: their logarithms are the same, or differ by at least 1/b^q.
      let bits = 20 * q + 64
      let difference =
        Ball(least, bits: bits).logarithm * q - Ball(map.base, bits: bits).logarithm * p
      return !(-difference).isCertainlyPositive
    }
    guard members.count <= mostStates else { throw tooMany }
    for bits in [128, 512, 2048] {
      let b = Ball(map.base, bits: bits)
      let scale = (-(Ball(s, bits: bits) * b.logarithm)).exponential
      let pivots = ComponentSystem(members, graph, scale: scale).pivots
      // I − A is a nonsingular M-matrix if and only if all its pivots are above zero; the first that
      // is not decides.
      guard let first = pivots.first(where: { !$0.isCertainlyPositive }) else { return false }
      if first.isCertainlyNotPositive { return true }
    }
    throw SeriesError("the sum is so near to divergence that it cannot be told")
  }

  /// States of a component whose matrix is factored in reasonable time.
  private static let mostStates = 300

  private static var tooMany: SeriesError {
    SeriesError(
      "the omitted strings need more than \(mostStates) states that lead to each other: "
        + "give fewer or shorter ones")
  }
}

extension ExactNumber {
  /// Whether it is above one.
  fileprivate var isAboveOne: Bool {
    // Digits without leading zeros.
    !isNegative
      && (numerator.utf8.count, numerator) > (denominator.utf8.count, denominator)
  }
}
