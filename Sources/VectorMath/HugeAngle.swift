/// The rest of a large number after division by π/2, for one number.
///
/// x = m·2^e with an integer m. Of the binary digits of 2/π those whose product with x is a multiple of four
/// are left out; the next 256 give x·2/π modulo 4 with an error below 2^-200, and no double is nearer than 2^-61 to a
/// multiple of π/2 (Muller et al., Handbook of Floating-Point Arithmetic, chapter 11).
///
/// Method: Payne and Hanek 1983.
struct HugeAngle {
  /// Quarter turns, modulo four.
  let quarters: UInt64

  /// The rest in radians, as a sum.
  let high: Double
  let low: Double

  /// 64 zeros and the binary digits of 2/π.
  private static let digits: [UInt64] = [
    0,
    0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab, 0xf0cf_bc20_9af4_361d,
    0xa9e3_9161_5ee6_1b08,
  ]

  /// - Parameter x: finite, at least 2^40.
  init(_ x: Double) {
    let significand = x.significandBitPattern | 1 << 52
    let start = Int(x.exponent) - 52 + 62
    let (word, shift) = (start >> 6, UInt64(start & 63))
    func window(_ index: Int) -> UInt64 {
      let (first, second) = (Self.digits[word + index], Self.digits[word + index + 1])
      return first << shift | second >> (64 - shift)
    }
    // The product modulo 2^256, from its lowest word; the two highest bits are quarter turns.
    let p3 = significand.multipliedFullWidth(by: window(3))
    let p2 = significand.multipliedFullWidth(by: window(2))
    let p1 = significand.multipliedFullWidth(by: window(1))
    let (w2, carry2) = p2.low.addingReportingOverflow(p3.high)
    let (w1, carry1) = p1.low.addingReportingOverflow(p2.high &+ (carry2 ? 1 : 0))
    let w0 = significand &* window(0) &+ p1.high &+ (carry1 ? 1 : 0)

    // The fraction of a quarter turn, at most a half of it, and its sign.
    var fraction = (
      w0 << 2 | w1 >> 62, w1 << 2 | w2 >> 62, w2 << 2 | p3.low >> 62
    )
    let isNegative = fraction.0 >> 63 == 1
    quarters = (w0 >> 62 &+ (isNegative ? 1 : 0)) & 3
    if isNegative { fraction = (~fraction.0, ~fraction.1, ~fraction.2) }
    var scale = 1.0
    if fraction.0 == 0 {
      fraction = (fraction.1, fraction.2, 0)
      scale = 0x1p-64
    }
    let zeros = UInt64(fraction.0.leadingZeroBitCount)
    let top = fraction.0 << zeros | fraction.1 >> (64 - zeros)
    let next = fraction.1 << zeros | fraction.2 >> (64 - zeros)
    scale *= Double(sign: .plus, exponent: -53 - Int(zeros), significand: 1)
    let first = Double(top >> 11) * scale
    let second = Double(top << 53 | next >> 11) * 0x1p-64 * scale

    let product = first * 0x1.921fb54442d18p+0
    let error = (-product).addingProduct(first, 0x1.921fb54442d18p+0)
    let rest = error.addingProduct(first, 0x1.1a62633145c07p-54)
      .addingProduct(second, 0x1.921fb54442d18p+0)
    let sum = product + rest
    let sign = isNegative ? -1.0 : 1
    high = sign * sum
    low = sign * (rest - (sum - product))
  }
}
