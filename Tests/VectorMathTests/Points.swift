/// Arguments by a generator with a fixed seed (SplitMix64), without any function of libm.
struct Points {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number of arguments in turn from several strata: all bit patterns, the range where the function is
  /// interesting, and what is hard for it.
  mutating func arguments(_ count: Int, for function: Function) -> [Argument] {
    (0..<count).map { argument(for: function, stratum: $0 / 8 % 4) }
  }

  private mutating func argument(for function: Function, stratum: Int) -> Argument {
    switch (function, stratum) {
    case (.cosineOfTurns, _), (.sineOfTurns, _): Argument(x: turns(stratum))
    case (.power, _): power(stratum)
    case (_, 0): Argument(x: Double(bitPattern: bits()))
    case (.exp2, 1): Argument(x: uniform(-1076, 1025))
    case (.exp, 1), (.expm1, 1): Argument(x: uniform(-746, 710))
    case (.exp, 2), (.exp2, 2), (.expm1, 2): Argument(x: uniform(-1, 1))
    case (.exp, _), (.exp2, _), (.expm1, _): Argument(x: exponents(-60, 9))
    case (.log1p, 1): Argument(x: exponents(-80, 80))
    case (.log1p, 2): Argument(x: uniform(-1, 1))
    case (.log1p, _): Argument(x: exponents(-60, 2))
    case (.log, 1), (.log2, 1), (.log10, 1): Argument(x: exponents(-1074, 1023).magnitude)
    case (.log, 2), (.log2, 2), (.log10, 2): Argument(x: uniform(0.5, 2))
    case (.log, _), (.log2, _), (.log10, _): Argument(x: 1 + exponents(-53, -1))
    case (_, 1): Argument(x: uniform(-20, 20))
    case (_, 2): Argument(x: exponents(-30, 70))
    default: Argument(x: multipleOfHalfPi())
    }
  }

  private mutating func power(_ stratum: Int) -> Argument {
    switch stratum {
    case 0: Argument(x: Double(bitPattern: bits()), y: exponents(-20, 12))
    case 1: Argument(x: uniform(0.5, 2), y: uniform(-1100, 1100))
    case 2: Argument(x: 1 + exponents(-40, -8), y: exponents(0, 50))
    default: Argument(x: uniform(-20, 20), y: Double(Int64(bits() % 400)) - 200)
    }
  }

  /// A double whose bit pattern is an angle: any, a small one, or one near a multiple of an eighth turn.
  private mutating func turns(_ stratum: Int) -> Double {
    let small = bits() >> (bits() & 63)
    return switch stratum {
    case 0, 1: Double(bitPattern: bits())
    case 2: Double(bitPattern: small)
    default: Double(bitPattern: (bits() & 7) << 61 &+ small &- small >> 1)
    }
  }

  /// A double near k·π/2, of any size.
  private mutating func multipleOfHalfPi() -> Double {
    let multiple = Double(bits() >> (11 + bits() % 50)) * 0x1.921fb54442d18p+0
    return Double(bitPattern: multiple.bitPattern &+ bits() % 5 &- 2)
  }

  private mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * (Double(bits() >> 11) * 0x1p-53)
  }

  /// A number of either sign whose binary exponent is uniform.
  private mutating func exponents(_ low: Int, _ high: Int) -> Double {
    let exponent = low + Int(bits() % UInt64(high - low + 1))
    let significand = Double(bitPattern: 1023 << 52 | bits() >> 12)
    let sign = bits() & 1 == 0 ? FloatingPointSign.plus : .minus
    return Double(sign: sign, exponent: exponent, significand: significand)
  }

  private mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
