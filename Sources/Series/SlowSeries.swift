/// The sum of 1/k over the numbers k from 1 to a limit that pass a digit filter.
///
/// With one digit omitted and no limit it converges (A. J. Kempner, Amer. Math. Monthly 21, 1914),
/// so slowly that after 10²⁴ terms half of the sum without 9 is still to come: hence the name.
public struct SlowSeries: Sendable, CustomStringConvertible {
  /// The greatest limit that ``DirectEngine`` can reach: above 2⁵³ not every integer is a double.
  public static let greatestDirectLimit = 1 << 53

  /// The condition that k has to meet.
  public let filter: DigitFilter

  /// The last number that may be summed.
  public let upperLimit: Int

  /// How many numbers from 1 to ``upperLimit`` pass the filter; at least 1.
  public let termCount: Int

  let automaton: DigitAutomaton

  /// The series up to a limit.
  ///
  /// - Parameters:
  ///   - filter: which numbers are summed.
  ///   - upperLimit: from 1 to 2⁵³.
  /// - Throws: ``SeriesError`` for a limit out of range, and for a sum without any term.
  /// - Complexity: O(states · base · digits); no term is looked at.
  public init(filter: DigitFilter, upTo upperLimit: Int) throws(SeriesError) {
    guard upperLimit >= 1 else {
      throw SeriesError("the upper limit \(upperLimit) leaves nothing to sum: give 1 or more")
    }
    guard upperLimit <= Self.greatestDirectLimit else {
      throw SeriesError(
        "the upper limit \(upperLimit) is above 2^53 = \(Self.greatestDirectLimit), "
          + "the greatest that engine direct can reach")
    }
    self.filter = filter
    self.upperLimit = upperLimit
    automaton = DigitAutomaton(filter)
    termCount = automaton.countBelow(upperLimit + 1)
    guard termCount > 0 else {
      throw SeriesError(
        "the sum is empty: an omitted string occurs in every number from 1 to \(upperLimit)")
    }
  }

  /// Such as `1/k for k from 1 to 100000000, no 9 (base 10)`.
  public var description: String {
    "1/k for k from 1 to \(upperLimit), \(filter)"
  }
}
