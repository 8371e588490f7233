/// A function of a real.
package enum RealFunction: Hashable, Sendable, CaseIterable {
  case negate
  case absolute
  case squareRoot
  case cubeRoot
  case exp
  case expm1
  case log
  case log2
  case log10
  case log1p
  case sin
  case cos
  case tan
  case asin
  case acos
  case atan
  case sinh
  case cosh
  case tanh
  case floor
  case ceiling

  /// The nearest integer, of two the even one.
  case round

  /// Whether every machine computes the same double: the others are the C library's.
  package var isPortable: Bool {
    switch self {
    case .negate, .absolute, .squareRoot, .exp, .expm1, .log, .log2, .log10, .log1p, .sin, .cos,
      .tan, .floor, .ceiling, .round:
      true
    case .cubeRoot, .asin, .acos, .atan, .sinh, .cosh, .tanh:
      false
    }
  }
}
