import CVector

/// Elementary functions of many doubles at once: the same bits on every machine.
///
/// Every function takes vectors of eight doubles in memory. Nothing but addition, multiplication, division and
/// fused multiplication of IEEE 754, comparisons and integer operations is used, each in a fixed order, and no
/// library: results depend neither on the instruction set nor on the compiler or libm. Each function states the
/// greatest error in units in the last place (ulp) of the exact value. A NaN is always the positive quiet one
/// without a payload. No function raises, or cares for, floating-point exceptions or another rounding mode.
///
/// Vectors of ordinary arguments take a fast path; a vector with an extraordinary one takes a slower one, with
/// the same results for the other lanes.
///
/// Coefficients come from `Scripts/minimax.py`.
public enum VectorMath {
  /// Passes vectors through the fast path where all lanes are ordinary, else through the other.
  @inline(__always)
  static func map(
    _ x: UnsafePointer<SIMD8<Double>>, _ result: UnsafeMutablePointer<SIMD8<Double>>, _ count: Int,
    ordinary: (Lanes) -> Bool, fast: (Lanes) -> Lanes, rare: (Lanes) -> Lanes
  ) {
    for index in 0..<count {
      let lanes = x[index]
      result[index] = ordinary(lanes) ? fast(lanes) : rare(lanes)
    }
  }
}
