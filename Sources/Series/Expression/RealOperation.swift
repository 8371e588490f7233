/// An operation on two reals.
package enum RealOperation: Hashable, Sendable {
  case add
  case subtract
  case multiply
  case divide
  case power

  /// The angle of the point (second, first) from −π to π.
  case atan2

  case least
  case greatest

  /// Whether every machine computes the same double.
  package var isPortable: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .least, .greatest: true
    case .atan2: false
    }
  }
}
