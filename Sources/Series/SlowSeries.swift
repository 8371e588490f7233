/// The sum of 1/k over the numbers k from 1 to a limit whose digits meet a condition.
///
/// With one digit omitted and no limit it converges (A. J. Kempner, Amer. Math. Monthly 21, 1914),
/// so slowly that after 10²⁴ terms half of the sum without 9 is still to come: hence the name.
public struct SlowSeries: Sendable, CustomStringConvertible {
  /// The condition that k has to meet.
  public let filter: DigitFilter

  /// The last number that may be summed.
  public let limit: SeriesLimit

  package let automaton: DigitAutomaton

  /// The series up to a limit.
  ///
  /// - Parameters:
  ///   - filter: which numbers are summed.
  ///   - limit: up to where.
  /// - Throws: ``SeriesError`` for a condition that is too large.
  /// - Complexity: O(states · base); no term is looked at.
  public init(filter: DigitFilter, limit: SeriesLimit) throws(SeriesError) {
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

  /// Such as `1/k for k from 1 to 100000000, no 9 (base 10)`.
  public var description: String {
    "1/k for \(limit == .infinity ? "all k" : "k from 1 to \(limit)"), \(filter)"
  }
}
