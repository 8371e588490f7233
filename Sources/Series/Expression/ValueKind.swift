/// What a part of a term is.
package enum ValueKind: Hashable, Sendable {
  /// An integer, exactly.
  case integer

  /// A real number; as a rule, the double next to it.
  case real

  /// A condition: true or false.
  case mask
}
