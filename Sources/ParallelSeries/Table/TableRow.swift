public import Series

/// One sum of a table: what a task of the pool is given.
///
/// Conditions travel as texts, which are shorter than automata.
public struct TableRow: Codable, Hashable, Sendable {
  private enum Limit: Codable, Hashable, Sendable {
    case number(String)
    case power(base: Int, exponent: Int)
    case infinity
  }

  /// The strings that must not occur.
  public let omitted: [String]

  /// Strings and how often they have to occur, such as `9:2`.
  public let exactly: [String]

  /// Strings and how often they may occur at most.
  public let atMost: [String]

  /// The base in which numbers are written.
  public let base: Int

  /// The decimals that are wanted; nil for as many as are certain anyway.
  public let decimals: Int?

  private let limit: Limit

  /// A row.
  ///
  /// - Parameters:
  ///   - filter: which numbers are summed.
  ///   - limit: up to where.
  ///   - decimals: as of ``MomentsEngine/sum(decimals:team:)``.
  public init(filter: DigitFilter, limit: SeriesLimit, decimals: Int?) {
    omitted = filter.omitted.map(\.description)
    exactly = filter.exactly.map(\.description)
    atMost = filter.atMost.map(\.description)
    base = filter.base
    self.decimals = decimals
    self.limit =
      switch limit {
      case .number(let number): .number(number.description)
      case .power(let base, let exponent): .power(base: base, exponent: exponent)
      case .infinity: .infinity
      }
  }

  /// The limit as it is printed.
  public var upto: String { seriesLimit.description }

  /// The engine that computes the sum: `limit`, or `moments`.
  public var engine: String { limit == .infinity ? "limit" : "moments" }

  /// The row's sum, or why there is none.
  public func sum() -> TableSum {
    do {
      let filter = try DigitFilter(
        omitting: omitted, exactly: exactly, atMost: atMost, base: base)
      let engine = MomentsEngine(try SlowSeries(filter: filter, limit: seriesLimit))
      let terms = engine.termCount
      let peculiarity = engine.peculiarity(terms: terms)
      if peculiarity == .diverges { return TableSum(divergent: terms) }
      // Rows are what is shared out: each is the work of one thread.
      return TableSum(
        try engine.sum(decimals: decimals), decimals: decimals, terms: terms, peculiarity)
    } catch {
      return TableSum(failure: "\(error)")
    }
  }

  private var seriesLimit: SeriesLimit {
    switch limit {
    case .number(let text):
      guard let number = WholeNumber(decimalDigits: text.utf8.map { Int($0) - 48 }) else {
        preconditionFailure("'\(text)' was a whole number when the row was made")
      }
      return .number(number)
    case .power(let base, let exponent): return .power(base: base, exponent: exponent)
    case .infinity: return .infinity
    }
  }
}
