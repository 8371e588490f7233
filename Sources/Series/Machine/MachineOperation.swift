/// What a ``BlockMachine`` does in one pass over its registers.
///
/// Integers below 2⁵³ are doubles, exactly: vectors compare, multiply and divide those fastest. Where one can be
/// greater, it is an `Int64`, and the operation's name says `integer`. Masks are all ones, or all zeros.
enum MachineOperation: Hashable, Sendable {
  /// The number k.
  case number

  // MARK: Doubles

  case add, subtract, multiply, divide

  /// a·b + c, a·b − c and c − a·b, rounded once.
  case multiplyAdd, multiplySubtract, subtractProduct

  /// The polynomial at a place of a list, of a: a chain of ``multiplyAdd``.
  case polynomial(Int)

  /// a divided by such a polynomial of b: a processor divides and multiplies at once.
  case divideByPolynomial(Int)

  case least, greatest

  /// a or b, as a mask says that comes first.
  case choose

  case negate, absolute, squareRoot, floor, ceiling, round

  /// The floor of a/b, and what is left of a, for doubles that are integers.
  case quotient, remainder

  /// 1 or −1: whether a double is an even integer.
  case sign

  case function(RealFunction)
  case power, atan2

  /// a to the power of an integer.
  case integerPower(Int)

  // MARK: Masks

  case less, lessOrEqual, equal
  case integerLess, integerLessOrEqual, integerEqual
  case and, or, not

  // MARK: Int64

  /// From a double that is an integer.
  case integer

  /// The double nearest to an `Int64`.
  case double

  case integerAdd, integerSubtract, integerMultiply, integerQuotient, integerRemainder
  case integerLeast, integerGreatest

  // MARK: Doubles out of integers

  /// How often the digits at a place of a list occur in an `Int64`.
  case digitCount(Int)

  /// The random number that an `Int64` leads to, for a seed.
  case random(seed: UInt64)

  /// The cosine of the angle at a place of a list, of an `Int64`.
  case phase(Int)

  /// The same of k itself, where the numbers of a block are consecutive.
  case linearPhase(Int)
}
