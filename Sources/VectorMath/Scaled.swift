import CVector

/// A positive number as significand·2^exponent, with a significand from √½ to √2.
struct Scaled {
  let significand: Lanes
  let exponent: Lanes

  /// - Parameter x: normal numbers.
  @inline(__always)
  init(_ x: Lanes) {
    let root = all(UInt64(0x3FE6_A09E_667F_3BCD))
    let distance = cvector_subtract_integers(cvector_bits(x), root)
    significand = cvector_double(
      cvector_subtract_integers(
        cvector_bits(x), cvector_and(distance, all(UInt64(0xFFF0_0000_0000_0000)))))
    // 2^52 + 1024 + exponent, since not every machine shifts or converts signed integers of 64 bits.
    let raised = cvector_or(
      cvector_shift_right(cvector_add_integers(distance, all(UInt64(1) << 62)), 52),
      all((0x1p52 as Double).bitPattern))
    exponent = cvector_subtract(cvector_double(raised), all(0x1p52 + 1024))
  }
}
