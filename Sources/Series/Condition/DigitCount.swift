/// A digit string and how often it occurs, as in `9:2`.
///
/// Occurrences may overlap: 99 occurs twice in 999.
public struct DigitCount: Hashable, Sendable, CustomStringConvertible {
  /// How often a string may have to occur: each further occurrence costs states.
  public static let times = 0...10_000

  /// What occurs.
  public let string: DigitString

  /// How often.
  public let times: Int

  /// Reads `STRING:TIMES`.
  ///
  /// - Parameters:
  ///   - text: such as `9:2`, or `4,2:1` in a base above 36.
  ///   - base: at least 2.
  /// - Throws: ``SeriesError`` for what is not of this form.
  public init(_ text: String, base: Int) throws(SeriesError) {
    guard let colon = text.lastIndex(of: ":") else {
      throw SeriesError(
        "'\(text)' does not say how often: give the string, a colon and a count, such as 9:2")
    }
    let count = text[text.index(after: colon)...]
    guard let times = Int(count), count.first != "+", Self.times.contains(times) else {
      throw SeriesError(
        "'\(text)' does not say how often: '\(count)' is no count from 0 to \(Self.times.upperBound)"
      )
    }
    string = try DigitString(String(text[..<colon]), base: base)
    self.times = times
  }

  /// Such as `9:2`.
  public var description: String {
    "\(string):\(times)"
  }
}
