/// A term as a sum of products z^k·g(k) with |z| = 1 and smooth g.
///
/// (−1)^k, cos(ak + b) and sin(ak + b) are powers of such a z; sums and products of them are sums of
/// such products again. Whatever does not come apart so, like a condition on digits, has no such form and
/// is refused.
struct PhaseSplit {
  /// A product z^k·g(k).
  struct Component {
    let phase: Phase
    let function: SmoothFunction
    /// Whether the product with 1/z and the conjugate of g is one more of the term's.
    let isDoubled: Bool
  }

  let components: [Component]

  /// - Throws: ``SeriesError`` that says what does not come apart.
  init(_ program: TermProgram, bits: Int) throws(SeriesError) {
    var builder = PhaseSplitBuilder()
    let parts = try builder.parts(program)
    var components: [Component] = []
    for (index, part) in parts.enumerated() {
      let isReal = part.phase.isReal
      // Of two that are each other's conjugates, one is enough.
      let hasPartner =
        !isReal && parts.indices.contains { $0 != index && parts[$0].phase == -part.phase }
      if hasPartner && !part.phase.isForward { continue }
      let function = SmoothFunction(builder.steps(for: part.place), bits: bits)
      if function.isZero || Self.vanishes(function) { continue }
      components.append(
        Component(phase: part.phase, function: function, isDoubled: hasPartner))
    }
    self.components = components
  }

  /// Whether a function is nothing but 0: an analytic one that is 0 in a square is.
  private static func vanishes(_ function: SmoothFunction) -> Bool {
    let square = ComplexBall(
      Ball(0x1p20, bits: function.bits).widened(by: Radius(0x1p18)),
      Ball(0, bits: function.bits).widened(by: Radius(0x1p18)))
    return function(square)?.modulus.isZero ?? false
  }
}
