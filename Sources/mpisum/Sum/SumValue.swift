import MonteCarlo
import Series
import Summation

/// The figures of one sum, up to one limit, as the reports show them.
struct SumValue {
  /// The nearest double.
  let value: Double
  /// All decimals that are certain, or as many as were wanted.
  let digits: String
  let errorBound: String
  /// Whether ``value`` is certainly the sum, correctly rounded.
  let isProven: Bool
  /// Whether it is certainly the sum of the computed terms, correctly rounded, however wrong these are.
  let isRounded: Bool
  let terms: TermCount
  /// The sum of the terms' absolute values, if that is known, and how many times the sum it is.
  let magnitude: String?
  let condition: String?

  /// A sum of which every term was evaluated.
  init(_ sum: BoundedSum, of term: Term, decimals: Int?) {
    guard case .randomPoint = term else {
      self.init(ofTerms: sum, of: term, decimals: decimals)
      return
    }
    self.init(hits: sum)
  }

  private init(ofTerms sum: BoundedSum, of term: Term, decimals: Int?) {
    var sum = sum
    isRounded = sum.isRounded
    let isOfComputedTerms = if case .compiled = term { true } else { false }
    // Nobody knows how wrong the terms are; no double is nearer to what is meant than half a unit of its
    // last place, and digits that this leaves open are not printed.
    if isOfComputedTerms {
      // A little more than half a unit, since the sum of absolute values is rounded, and no less than half
      // the least double for each.
      sum.termBound.add(sum.magnitudes.rounded * 0x1.0000000001p-53)
      sum.termBound.add(Double(sum.termCount) * .leastNonzeroMagnitude)
    }
    let enclosure = Enclosure(sum)
    value = sum.value
    digits = decimals.flatMap { enclosure.decimal(places: $0) } ?? sum.digits
    errorBound = sum.errorBoundText
    isProven = sum.isProven && !isOfComputedTerms
    terms = .exact(String(sum.termCount))
    let total = sum.magnitudes.rounded
    magnitude = term.isPositive ? value.description : total.significant
    condition = term.isPositive ? "1" : Self.condition(total, value)
  }

  /// How many of some random points lie in the quarter circle.
  private init(hits: BoundedSum) {
    let estimate = Estimate(hits: Int(hits.value), samples: hits.termCount)
    value = estimate.value
    // To the decimal of which the standard error is less than one.
    let places = -1 - estimate.standardError.decimalExponent
    digits = estimate.value.fixed(min(max(places, 0), 15))
    errorBound = estimate.standardError.significant
    isProven = false
    isRounded = true
    terms = .exact(String(hits.termCount))
    magnitude = value.description
    condition = "1"
  }

  /// A sum by the digits of its limit.
  init(_ sum: Enclosure, of series: SlowSeries, terms: TermCount, decimals: Int?) {
    value = sum.value
    digits = sum.digits(decimals: decimals)
    errorBound = sum.errorBoundText
    isProven = sum.isProven
    isRounded = isProven
    self.terms = terms
    guard !series.term.isPositive else {
      magnitude = value.description
      condition = "1"
      return
    }
    var total = Self.magnitude(of: series)
    // Of the cosines no more is known than that they are at most 1.
    let isBound = if case .cosine = series.term { total.isFinite } else { false }
    if isBound { total *= 1.00001 }
    magnitude = (isBound ? "<= " : "") + total.significant
    condition = Self.condition(total, value).map { (isBound ? "<= " : "") + $0 }
  }

  /// A sum that two methods agree about.
  init(accelerated sum: Enclosure, decimals: Int?) {
    value = sum.value
    digits = sum.digits(most: decimals ?? AcceleratedSum.defaultDigits)
    errorBound = sum.errorBoundText
    isProven = false
    isRounded = false
    terms = .infinite
    magnitude = nil
    condition = nil
  }

  /// The sum of 1/k, or of what the terms of a series are besides their sign, to a few digits.
  private static func magnitude(of series: SlowSeries) -> Double {
    // Over all k these series converge, and their terms' absolute values do not.
    guard series.limit != .infinity,
      let harmonic = try? SlowSeries(filter: series.filter, limit: series.limit),
      let sum = try? MomentsEngine(harmonic).sum(bits: 96).value
    else { return .infinity }
    guard case .leibniz = series.term else { return sum }
    // 4/(2k − 1) up to N adds up to twice this, and four times the alternating sum up to 2N.
    let last = Double(series.limit.description) ?? .infinity
    guard last > 100 else {
      return (1...Int(last)).reduce(0) { $0 + 4 / Double(2 * $1 - 1) }
    }
    return 2 * sum + 4 * (0.6931471805599453 - 1 / (4 * last) + 1 / (16 * last * last))
  }

  /// How many times the sum its terms' absolute values are; nil where that is no number.
  private static func condition(_ total: Double, _ value: Double) -> String? {
    let condition = total / value.magnitude
    return condition.isNaN ? nil : condition.significant
  }

  /// A sum that has no limit.
  init(divergent: Void) {
    value = .infinity
    digits = "inf"
    errorBound = "0"
    isProven = true
    isRounded = true
    terms = .infinite
    magnitude = "inf"
    condition = nil
  }
}
