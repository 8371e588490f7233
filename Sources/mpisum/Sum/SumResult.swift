import Series
import Summation

/// A finished sum, as the reports show it: nothing in it depends on the layout.
struct SumResult {
  /// What another engine says of the same sum.
  struct Check: Encodable {
    let engine: String
    /// To as many decimals as are certain of the sum itself.
    let value: String
    let agrees: Bool
  }

  /// The sum of all terms, where a formula has it.
  struct Limit: Encodable {
    let formula: String
    let value: String
  }

  let series: SlowSeries
  let engine: SumEngine
  let sum: SumValue
  /// Sums up to smaller limits, ascending.
  let partials: [(limit: String, sum: SumValue)]
  let check: Check?
  let closedForm: Limit?
  /// What is special about the sum, in words.
  let note: String?

  /// Sums of which every term was evaluated; the last is checked by its moments.
  init(
    _ sums: [BoundedSum], at limits: [Int], _ engine: SumEngine, of series: SlowSeries,
    decimals: Int?
  ) {
    self.engine = engine
    self.series = series
    let values = sums.map { SumValue($0, of: series.term, decimals: decimals) }
    let last = sums.count - 1
    sum = values[last]
    partials = zip(limits, values).map { ($0.description, $1) }
    check = Self.check(sums[last], values[last], series)
    closedForm = Self.closedForm(series)
    note =
      if sum.terms == .exact("0") {
        Peculiarity.emptyUpTo(limit: series.limit.description).description
      } else if !sum.value.isFinite {
        "not all terms are numbers, or their sum is no double"
      } else if !sums[last].errorBound.isFinite {
        "nothing is known of the errors of some terms"
      } else if case .randomPoint = series.term {
        "\(sums[last].digits) of \(sum.terms) points hit"
      } else {
        nil
      }
  }

  /// Sums by the digits of their limits.
  init(
    _ sum: SumValue, partials: [(limit: String, sum: SumValue)], _ engine: SumEngine,
    of series: SlowSeries, note: String?
  ) {
    self.engine = engine
    self.series = series
    self.sum = sum
    self.partials = partials
    check = nil
    closedForm = series.limit == .infinity ? nil : Self.closedForm(series)
    self.note = note
  }

  /// What moments cannot do is not checked.
  private static func check(_ sum: BoundedSum, _ value: SumValue, _ series: SlowSeries) -> Check? {
    let other: Enclosure?
    switch series.term {
    case .randomPoint, .compiled, .expression: return nil
    case .reciprocal: other = try? MomentsEngine(series).sum(bits: 96)
    default: other = try? TermMoments(series).sum(bits: 96)
    }
    let places = value.digits.split(separator: ".").dropFirst().first?.count ?? 0
    return other.map {
      Check(
        engine: "moments", value: $0.digits(most: places), agrees: $0.overlaps(Enclosure(sum)))
    }
  }

  private static func closedForm(_ series: SlowSeries) -> Limit? {
    guard series.filter.isEmpty, let found = try? ClosedForm(series.term, bits: 80) else {
      return nil
    }
    return Limit(formula: found.formula, value: found.value.digits(most: 20))
  }

  /// What the value is, and is not.
  var claim: String {
    switch series.term {
    case _ where engine.isAccelerated:
      "two independent methods agree to within half the error bound, which is no proof"
    case .randomPoint: "the value is an estimate; the error bound is its standard error"
    case .compiled:
      "the value is the sum of the computed terms\(sum.isRounded ? ", correctly rounded" : ""); the error"
        + " bound takes these for correctly rounded, which nobody has proven"
    case .expression(let term) where !sum.isProven:
      "the value is the sum of the computed terms\(sum.isRounded ? ", correctly rounded" : ""); the error"
        + " bound is what these and their sum may be wrong by before that"
        + (term.isPortable ? "" : "; on other machines their last bits may differ")
    default:
      sum.isProven
        ? "the value is the sum, correctly rounded"
        : "the sum is within the error bound of the value before that was rounded to a double"
    }
  }

  /// The result's lines for standard output.
  var text: String {
    var lines = [
      ("series", series.description),
      ("engine", "\(engine.name) (\(engine.reason))"),
      ("value", sum.value.description),
      ("digits", sum.digits),
      ("error bound", sum.errorBound),
      ("proven", sum.isProven ? "yes: \(claim)" : "no: \(claim)"),
      ("terms", sum.terms.description),
    ]
    if let magnitude = sum.magnitude, let condition = sum.condition {
      lines.append(("sum |t|", "\(magnitude), condition \(condition)"))
    }
    if let check {
      lines.append(
        ("check", "\(check.engine) \(check.agrees ? "agrees" : "DISAGREES"): \(check.value)"))
    }
    if let closedForm {
      lines.append(("all terms", "\(closedForm.formula) = \(closedForm.value)"))
    }
    if let note { lines.append(("note", note)) }
    return lines.labelled() + partialTable
  }

  /// The partial sums, a line each.
  private var partialTable: String {
    guard !partials.isEmpty else { return "" }
    let rows = partials.map { limit, sum in
      [limit, sum.digits, sum.errorBound, sum.isProven ? "yes" : "no", sum.terms.description]
    }
    return TextTable.lines(
      [["N", "digits", "error bound", "proven", "terms"]] + rows, rightAligned: [0, 4]
    ).lines()
  }
}
