import CGMP

/// Terms whose sign or size turns with k: `scale`·cos(2π(`step`·m + `start`))/m, where m = 2k − `shift`.
///
/// Counting in halves of k gives a run of numbers a middle that is a whole number.
package struct PhaseTerm: Sendable {
  /// 2 or 4: multiplying by it is exact.
  let scale: Double

  /// 0 or 1.
  let shift: Int

  /// The turn at m = 0, in units of 2⁻¹²⁸ of a full turn.
  let start: UInt128

  /// The first 128 bits of the turn from m to m + 1, modulo a full turn.
  package let step: UInt128

  /// The next 64 bits; what follows is cut off.
  package let stepLow: UInt64

  /// The form of `alternating`, `leibniz` or `cosine`.
  ///
  /// - Throws: ``SeriesError`` for another term, and for an angle that is zero or too large.
  package init(_ term: Term) throws(SeriesError) {
    let quarter: UInt128 = 1 << 126
    switch term {
    case .alternating:
      // −cos(πk)/k
      (scale, shift, start, step, stepLow) = (2, 0, 2 * quarter, quarter, 0)
    case .leibniz:
      // 4·sin(πm/2)/m at odd m
      (scale, shift, start, step, stepLow) = (4, 1, 3 * quarter, quarter, 0)
    case .cosine(let theta):
      (scale, shift, start) = (2, 0, 0)
      (step, stepLow) = try Self.turn(ofHalf: theta)
    default:
      throw SeriesError("the terms \(term) do not turn with k")
    }
  }

  /// The turn at m, in units of 2⁻¹²⁸ of a full turn: too small by less than 1 + 2⁻⁶⁴·m units.
  func turn(at m: Int) -> UInt128 {
    start &+ turn(of: m)
  }

  /// The turn over m steps, likewise.
  func turn(of m: Int) -> UInt128 {
    let m = UInt128(m)
    return m &* step &+ (m * UInt128(stepLow)) >> 64
  }

  /// |θ/2| in full turns, modulo 1, cut off after 192 bits: the cosine does not mind the sign.
  private static func turn(
    ofHalf theta: ExactNumber
  ) throws(SeriesError) -> (high: UInt128, low: UInt64) {
    guard !theta.isZero else { throw SeriesError("the angle theta is zero: give another") }
    // Below 10³⁰⁰ the constant's 1280 bits leave an error of less than 2⁻²⁸⁰ of a turn.
    guard theta.numerator.utf8.count - theta.denominator.utf8.count < 300 else {
      throw SeriesError("the angle theta is too large: engine direct takes up to 10^299")
    }
    let numerator = limbs(theta.numerator)
    let denominator = limbs(theta.denominator)
    let count = numerator.count + turnsPerHalfRadian.count
    var product = [UInt](repeating: 0, count: max(count, denominator.count))
    if numerator.count < turnsPerHalfRadian.count {
      _ = __gmpn_mul(
        &product, turnsPerHalfRadian, turnsPerHalfRadian.count, numerator, numerator.count)
    } else {
      _ = __gmpn_mul(
        &product, numerator, numerator.count, turnsPerHalfRadian, turnsPerHalfRadian.count)
    }
    var quotient = [UInt](repeating: 0, count: product.count - denominator.count + 1)
    var rest = denominator
    __gmpn_tdiv_qr(
      &quotient, &rest, 0, product, product.count, denominator, denominator.count)
    func limb(_ place: Int) -> UInt {
      let index = turnsPerHalfRadian.count - place
      return quotient.indices.contains(index) ? quotient[index] : 0
    }
    return (UInt128(limb(1)) << 64 | UInt128(limb(2)), UInt64(limb(3)))
  }

  /// The limbs of a positive number, the lowest first, the highest not zero.
  private static func limbs(_ decimals: String) -> [UInt] {
    let digits = decimals.utf8.map { $0 - 48 }
    // Four bits are enough for a decimal digit.
    var limbs = [UInt](repeating: 0, count: digits.count / 16 + 2)
    let count = __gmpn_set_str(&limbs, digits, digits.count, 10)
    return Array(limbs[..<Int(count)])
  }

  /// 1/4π, cut off after 1280 bits, in limbs, the lowest first.
  private static let turnsPerHalfRadian: [UInt] = [
    0x7e19_f784_135e_86c3, 0x0ac0_6608_df8f_6d75, 0x4d7f_6bf6_23f1_aba1, 0x67a0_e73e_f14a_525d,
    0xaea4_f758_fd7c_be2f, 0xe9e8_c7ec_d3cb_fd45, 0xeda6_cfd9_e4f9_6136, 0xfde5_e231_6b41_4da3,
    0x63ff_12ff_fbc0_b301, 0x9390_8bf1_77bf_2507, 0x2732_3ac7_306a_673e, 0x9d33_8e04_d68b_efc8,
    0xdd10_46be_a5d7_6890, 0x9fc3_bd63_9625_34e7, 0x00c9_25dd_413a_3243, 0x36e4_8dc7_4849_ba5c,
    0x3fca_2c75_7bd7_78ac, 0x1b6c_52b3_2788_7208, 0x3f84_eafa_3ea6_9bb8, 0x145f_306d_c9c8_82a5,
  ]
}
