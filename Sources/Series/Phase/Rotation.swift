import Summation

/// The cosine and the sine of an angle.
struct Rotation: Sendable {
  let cosine: DoubleDouble
  let sine: DoubleDouble

  private init(cosine: DoubleDouble, sine: DoubleDouble) {
    self.cosine = cosine
    self.sine = sine
  }

  /// Those of a turn in units of 2⁻¹²⁸ of a full turn, each with an error of at most 2⁻¹⁰⁴; exact
  /// for quarters of a turn.
  ///
  /// The turn is a whole number of quarters and up to an eighth more or less, whose sine and cosine
  /// are Taylor polynomials in fixed point. What they leave out is less than 2⁻¹¹⁸, thirty products
  /// lose less than 2⁻¹²⁶ each, and double-double keeps 105 places. A turn that is too small by a unit
  /// adds 2⁻¹²⁵.
  init(turn: UInt128) {
    let quarters = (turn &+ 1 << 125) >> 126
    let rest = turn &- quarters << 126
    let isNegative = rest >> 127 == 1
    let magnitude = isNegative ? 0 &- rest : rest
    // π/2 · 4 · the rest
    let x = (magnitude << 2).multipliedFullWidth(by: 0xc90f_daa2_2168_c234_c4c6_628b_80dc_1cd1).high
    let square = Self.product(x, x)
    var (even, odd) = (Self.reciprocals[28], Self.reciprocals[29])
    for n in stride(from: 26, through: 0, by: -2) {
      even = Self.reciprocals[n] - Self.product(square, even)
      odd = Self.reciprocals[n + 1] - Self.product(square, odd)
    }
    let cosine = Self.doubleDouble(even)
    let absoluteSine = Self.doubleDouble(Self.product(x, odd))
    let sine = isNegative ? -absoluteSine : absoluteSine
    switch quarters & 3 {
    case 0: self.init(cosine: cosine, sine: sine)
    case 1: self.init(cosine: -sine, sine: cosine)
    case 2: self.init(cosine: -cosine, sine: -sine)
    default: self.init(cosine: sine, sine: -cosine)
    }
  }

  /// The opposite rotation.
  var inverse: Self { Self(cosine: cosine, sine: -sine) }

  /// One rotation after another.
  static func * (a: Self, b: Self) -> Self {
    Self(
      cosine: a.cosine * b.cosine - a.sine * b.sine,
      sine: a.sine * b.cosine + a.cosine * b.sine)
  }

  /// 1/n! for n up to 29, in units of 2⁻¹²⁷, too small by less than 2.
  private static let reciprocals: [UInt128] = {
    var reciprocals: [UInt128] = [1 << 127]
    for n in 1..<30 { reciprocals.append(reciprocals[n - 1] / UInt128(n)) }
    return reciprocals
  }()

  /// The product of two numbers up to 1, in units of 2⁻¹²⁷, too small by less than 2.
  private static func product(_ a: UInt128, _ b: UInt128) -> UInt128 {
    a.multipliedFullWidth(by: b).high << 1
  }

  /// A number up to 1 in units of 2⁻¹²⁷, cut off after 105 places.
  private static func doubleDouble(_ value: UInt128) -> DoubleDouble {
    let high = Double(UInt64(truncatingIfNeeded: value >> 75))
    let low = Double(UInt64(truncatingIfNeeded: value >> 22) & (1 << 53 - 1))
    return DoubleDouble.sum(high * 0x1p-52, low * 0x1p-105)
  }
}
