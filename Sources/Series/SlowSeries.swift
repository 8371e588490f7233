/// The sum of a term, 1/k first of all, over the numbers k from 1 to a limit whose digits meet a
/// condition.
///
/// The sum of 1/k with one digit omitted and no limit converges (A. J. Kempner, Amer. Math. Monthly 21, 1914),
/// so slowly that after 10²⁴ terms half of the sum without 9 is still to come: hence the name.
public struct SlowSeries: Sendable, CustomStringConvertible {
  /// What is summed.
  public let term: Term

  /// The condition that k has to meet.
  public let filter: DigitFilter

  /// The last number that may be summed.
  public private(set) var limit: SeriesLimit

  package let automaton: DigitAutomaton

  /// The series up to a limit.
  ///
  /// - Parameters:
  ///   - term: what is summed.
  ///   - filter: over which numbers.
  ///   - limit: up to where.
  /// - Throws: ``SeriesError`` for a condition that is too large, or that the term does not take.
  /// - Complexity: O(states · base); no term is looked at.
  public init(
    _ term: Term = .reciprocal, filter: DigitFilter, limit: SeriesLimit
  ) throws(SeriesError) {
    guard term.takesFilter || filter.isEmpty else {
      throw SeriesError("the terms \(term) are summed over every k, without a condition")
    }
    self.term = term
    self.filter = filter
    self.limit = limit
    automaton = try DigitAutomaton(filter)
  }

  /// The series up to an integer.
  ///
  /// - Throws: ``SeriesError`` for a limit below 1, and for a condition that is too large.
  public init(filter: DigitFilter, upTo upperLimit: Int) throws(SeriesError) {
    guard upperLimit >= 1 else {
      throw SeriesError("the upper limit \(upperLimit) leaves nothing to sum: give 1 or more")
    }
    try self.init(filter: filter, limit: .number(WholeNumber(upperLimit)))
  }

  /// The same series up to another integer, at least 1.
  public func limited(to upperLimit: Int) -> Self {
    var series = self
    series.limit = .number(WholeNumber(upperLimit))
    return series
  }

  /// The limit, if an engine that evaluates every term can reach it: above 2⁵³ not every integer is a
  /// double.
  func directLimit() throws(SeriesError) -> Int {
    guard let limit = limit.integer, limit <= DirectEngine.greatestLimit else {
      throw SeriesError(
        "the upper limit \(limit) is above 2^53 = \(DirectEngine.greatestLimit), "
          + "the greatest that engine direct can reach")
    }
    return limit
  }

  /// Such as `1/k for k from 1 to 100000000, no 9 (base 10)`.
  public var description: String {
    let range = limit == .infinity ? "all k" : "k from 1 to \(limit)"
    let isTold = term == .reciprocal || !filter.isEmpty
    return "\(term) for \(range)" + (isTold ? ", \(filter)" : "")
  }
}
