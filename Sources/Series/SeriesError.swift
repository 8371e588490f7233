/// Why a series cannot be summed, in one line for the user.
public struct SeriesError: Error, Hashable, CustomStringConvertible {
  /// What was wrong and what would be right.
  public let description: String

  package init(_ description: String) {
    self.description = description
  }
}
