/// A word of an expression.
struct ExpressionToken {
  /// What it is.
  enum Kind: Hashable {
    case number(ExactNumber)
    case name(String)
    /// What is between quotation marks.
    case text(String)
    case symbol(String)
    case end
  }

  let kind: Kind
  /// Its place in the expression's UTF-8 text.
  let place: Range<Int>
}
