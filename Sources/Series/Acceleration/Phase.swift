import CMPFR

/// The z of a factor z^k with |z| = 1, as the part of a turn that it takes each k further.
///
/// Turns are known to so many bits that no two that a user's numbers make are taken for each other:
/// those have exponents within a double's.
struct Phase {
  static let bits = 4200

  /// Turns that differ by less are the same.
  private static let nearness = -4000

  /// From −½ to ½.
  private let turn: Ball

  private init(_ turn: Ball) {
    self.turn = turn.fraction
  }

  /// z = 1.
  static var none: Phase { Phase(Ball(0, bits: bits)) }

  /// z = −1.
  static var half: Phase { Phase(Ball(1, bits: bits) / 2) }

  /// An angle times an integer.
  init(angle: RealConstant, times factor: Int) {
    let whole = Ball.pi(bits: Self.bits) * 2
    self.init(angle.ball(bits: Self.bits) * factor / whole)
  }

  static func + (a: Self, b: Self) -> Self { Self(a.turn + b.turn) }

  static prefix func - (a: Self) -> Self { Self(-a.turn) }

  static func == (a: Self, b: Self) -> Bool {
    let difference = (a.turn - b.turn).fraction
    return (difference.magnitude.log2 ?? -.infinity) < Double(nearness)
  }

  /// Whether z is 1.
  var isNone: Bool { self == .none }

  /// Whether z is 1 or −1.
  var isReal: Bool { self == -self }

  /// Whether the turn is above zero.
  var isForward: Bool { turn.middle.sign > 0 }

  /// z with so many bits, exactly if it is real.
  func unit(bits: Int) -> ComplexBall {
    if isNone { return ComplexBall(1, bits: bits) }
    if isReal { return ComplexBall(-1, bits: bits) }
    return ComplexBall(turn: turn.rounded(bits: bits + 16))
  }

  /// The angle's absolute value, from 0 to π; 2π for z = 1, whose own angle is none.
  var angle: Double {
    isNone ? 2 * .pi : isReal ? .pi : 2 * .pi * turn.absolute.double
  }
}
