public import Summation

/// The limit of a series without a condition, where there is a formula for it.
public struct ClosedForm: Hashable, Sendable {
  /// Such as `pi^2/6`.
  public let formula: String

  /// What it amounts to.
  public let value: Enclosure

  /// The limit of a term's series over all k from 1; nil if it diverges, and where there is no formula.
  ///
  /// - Parameters:
  ///   - term: what is summed.
  ///   - bits: the value is enclosed to within 2^-`bits`.
  /// - Throws: ``SeriesError`` for an exponent that is out of range.
  public init?(_ term: Term, bits: Int) throws(SeriesError) {
    guard let shape = TermShape(term) else { return nil }
    let engine = try TermMoments(
      SlowSeries(term, filter: DigitFilter(omitting: []), limit: .infinity))
    if engine.diverges { return nil }
    switch term {
    case .alternating: formula = "ln 2"
    case .leibniz: formula = "pi"
    case .cosine: formula = "-ln(2*|sin(theta/2)|)"
    case .power: formula = shape.exponent.integer == 2 ? "pi^2/6" : "zeta(\(shape.exponent))"
    case .logarithm: formula = "-zeta'(\(shape.exponent))"
    case .reciprocal, .randomPoint, .compiled, .expression: return nil
    }
    value = try engine.sum(bits: bits)
  }
}
