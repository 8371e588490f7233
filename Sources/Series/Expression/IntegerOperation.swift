/// An operation on two integers.
package enum IntegerOperation: Hashable, Sendable {
  case add
  case subtract
  case multiply

  /// The greatest integer that is not above the quotient.
  case quotient

  /// What remains of the first: zero, or of the sign of the second.
  case remainder

  case least
  case greatest
}
