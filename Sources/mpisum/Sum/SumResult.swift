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

  let series: SlowSeries
  let engine: SumEngine
  /// The nearest double.
  let value: Double
  /// All decimals that are certain, or as many as were wanted.
  let digits: String
  let errorBound: String
  let isProven: Bool
  let terms: TermCount
  let check: Check?
  /// What is special about the sum, in words.
  let note: String?

  /// A sum of which every term was evaluated, and checked by its moments.
  init(_ sum: BoundedSum, _ engine: SumEngine, of direct: DirectEngine, decimals: Int?) throws {
    self.engine = engine
    series = direct.series
    value = sum.value
    let enclosure = Enclosure(sum)
    digits = decimals.flatMap { enclosure.decimal(places: $0) } ?? sum.digits
    errorBound = sum.errorBoundText
    isProven = sum.isProven
    terms = .exact(String(sum.termCount))
    // What moments cannot do is not checked.
    let other = try? MomentsEngine(series).sum(bits: 96)
    let places = digits.split(separator: ".").dropFirst().first?.count ?? 0
    check = other.map {
      Check(engine: "moments", value: $0.digits(most: places), agrees: $0.overlaps(enclosure))
    }
    note =
      sum.termCount == 0 ? Peculiarity.emptyUpTo(limit: series.limit.description).description : nil
  }

  /// A sum by its moments.
  init(_ sum: Enclosure, _ engine: SumEngine, of moments: MomentsEngine, decimals: Int?) {
    self.engine = engine
    series = moments.series
    value = sum.value
    digits = sum.digits(decimals: decimals)
    errorBound = sum.errorBoundText
    isProven = sum.isProven
    let terms = moments.termCount
    self.terms = terms
    check = nil
    note = moments.peculiarity(terms: terms)?.description
  }

  /// A sum that has no limit.
  init(divergent moments: MomentsEngine, _ engine: SumEngine) {
    self.engine = engine
    series = moments.series
    value = .infinity
    digits = "inf"
    errorBound = "0"
    isProven = true
    terms = .infinite
    check = nil
    note = Peculiarity.diverges.description
  }

  /// The result's lines for standard output.
  var text: String {
    var lines = [
      ("series", series.description),
      ("engine", "\(engine.name) (\(engine.reason))"),
      ("value", value.description),
      ("digits", digits),
      ("error bound", errorBound),
      ("proven", isProven ? "yes" : "no"),
      ("terms", terms.description),
    ]
    if let check {
      lines.append(
        ("check", "\(check.engine) \(check.agrees ? "agrees" : "DISAGREES"): \(check.value)"))
    }
    if let note { lines.append(("note", note)) }
    return lines.labelled()
  }
}
