/// STUB: why a series cannot be summed; `description` is one line for the user.
public struct SeriesError: Error, CustomStringConvertible {
  public let description: String
}
/// STUB: the condition that no digit string of `omitted` occurs in k, written in `base`.
public struct DigitFilter: Hashable, Sendable {
  public let base: Int
  public let omitted: [String]
  public init(omitting omitted: [String], base: Int = 10) throws(SeriesError) {
    self.omitted = omitted
    self.base = base
  }
}
/// STUB: the sum of 1/k over all k in 1...upperLimit that pass the filter.
public struct SlowSeries: Sendable, CustomStringConvertible {
  public let filter: DigitFilter
  public let upperLimit: Int
  public let termCount: Int
  public init(filter: DigitFilter, upTo upperLimit: Int) throws(SeriesError) {
    self.filter = filter
    self.upperLimit = upperLimit
    termCount = 0
  }
  public var description: String { "1/k over k = 1…\(upperLimit) without the digit 9 (base 10)" }
}
