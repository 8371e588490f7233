/// An operation of an expression, as it was written.
struct ExpressionNode {
  /// What is done.
  enum Operation: Hashable {
    case number(Rational)
    case variable
    case pi
    case plus
    case negate
    case add
    case subtract
    case multiply
    case divide
    case quotient
    case remainder
    case power
    /// A comparison, or its opposite; for `>` and `>=` the operands are exchanged.
    case compare(Comparison, isDenied: Bool)
    case and
    case or
    case not
    case choice
    case function(RealFunction)
    /// The number as a real.
    case float
    case atan2
    case least
    case greatest
    case multiplyAdd
    case digits([UInt8], base: Int)
    case random(seed: UInt64)
  }

  let operation: Operation

  /// The operands' places in the list of operations, which are before its own.
  let operands: [Int]

  /// The operation with its operands in the expression's UTF-8 text.
  let range: Range<Int>

  /// The operation's own symbol or name there.
  let symbol: Range<Int>
}
