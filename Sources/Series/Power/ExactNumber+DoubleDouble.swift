import CGMP
import Summation

extension ExactNumber {
  /// The greatest absolute value that ``rounded`` can be.
  static let greatestRounded = 0x1p100

  /// The absolute value as a sum of two doubles, with a relative error of at most 2⁻¹⁰⁴, however many
  /// digits were written; ``greatestRounded`` for all that is more, and fewer digits below 2⁻⁹⁰⁰.
  var rounded: DoubleDouble {
    guard !isZero else { return DoubleDouble(0) }
    var dividend = Self.limbs(numerator)
    let divisor = Self.limbs(denominator)
    // Three limbs more than the divisor: at least 129 bits of quotient.
    let shift = max(0, divisor.count + 3 - dividend.count)
    dividend = Array(repeating: 0, count: shift) + dividend
    var quotient = [UInt](repeating: 0, count: dividend.count - divisor.count + 1)
    var remainder = [UInt](repeating: 0, count: divisor.count)
    __gmpn_tdiv_qr(
      &quotient, &remainder, 0, dividend, dividend.count, divisor, divisor.count)
    while quotient.last == 0 { quotient.removeLast() }
    let exponent = 64 * (quotient.count - 1 - shift)
    guard exponent < 128 else { return DoubleDouble(Self.greatestRounded) }
    var sum = DoubleDouble(0)
    for (index, limb) in quotient.suffix(3).reversed().enumerated() {
      for (half, shift) in [(limb >> 32, 32), (limb & 0xFFFF_FFFF, 0)] where half != 0 {
        let scale = Double(sign: .plus, exponent: exponent - 64 * index + shift, significand: 1)
        sum = sum + DoubleDouble(Double(half) * scale)
      }
    }
    return min(sum, DoubleDouble(Self.greatestRounded))
  }

  /// The limbs of a positive integer in decimal digits, the lowest first, the highest not zero.
  private static func limbs(_ decimals: String) -> [UInt] {
    let digits = decimals.utf8.map { $0 - 48 }
    var limbs = [UInt](repeating: 0, count: digits.count / 16 + 2)
    return Array(limbs[..<Int(__gmpn_set_str(&limbs, digits, digits.count, 10))])
  }
}
