public import Summation

/// The least number up to which a sum exceeds some value.
public enum Threshold: Hashable, Sendable {
  /// There is none, since the sum without a limit is no more than this.
  case never(Enclosure)

  /// This number.
  case number(WholeNumber)

  /// A number of so many decimal digits, with its first ones in scientific notation, rounded down.
  case about(String, digits: Int)
}
