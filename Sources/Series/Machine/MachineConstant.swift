/// What does not depend on k: the same in all lanes.
enum MachineConstant: Hashable, Sendable {
  /// An integer up to 2⁵³, as a double.
  case whole(Int)

  /// Any integer.
  case integer(Int)

  /// A real number: the double next to it.
  case real(RealConstant)

  /// The bit pattern in a register.
  var bits: UInt64 {
    switch self {
    case .whole(let value): Double(value).bitPattern
    case .integer(let value): UInt64(bitPattern: Int64(value))
    case .real(let value): value.value.bitPattern
    }
  }
}
