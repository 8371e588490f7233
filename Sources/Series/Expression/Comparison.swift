/// How two numbers are compared; the other three relations are these with the numbers exchanged, or
/// denied.
package enum Comparison: Hashable, Sendable {
  case less
  case lessOrEqual
  case equal
}
