/// What is known about a part of an expression before k is.
struct ExpressionFacts {
  /// What it is.
  var kind: ValueKind

  /// Its value, if that does not depend on k.
  var constant: ExpressionValue?

  /// Of an integer: between which integers it lies for every k up to 2⁵³, if those are below 2⁶².
  var bounds: IntegerBounds?

  /// How it grows with an integer, if it does so in equal steps.
  var linear: LinearForm?

  /// The constant number.
  var number: ExactReal? {
    if case .number(let number) = constant { number } else { nil }
  }

  /// The constant condition.
  var truth: Bool? {
    if case .truth(let truth) = constant { truth } else { nil }
  }
}
