import CVector

/// The unevaluated sum of two doubles in each lane, of which the second is small beside the first.
struct Pair {
  var high: Lanes
  var low: Lanes

  @inline(__always)
  init(_ high: Lanes, _ low: Lanes) {
    self.high = high
    self.low = low
  }

  /// a + b exactly, where |a| ≥ |b|, or a is a multiple of the last place of b.
  ///
  /// Method: Dekker 1971 (Fast2Sum).
  @inline(__always)
  init(sumOf a: Lanes, _ b: Lanes) {
    high = cvector_add(a, b)
    low = cvector_subtract(b, cvector_subtract(high, a))
  }

  /// a + b exactly.
  ///
  /// Method: Knuth 1969 (TwoSum).
  @inline(__always)
  init(exactSumOf a: Lanes, _ b: Lanes) {
    high = cvector_add(a, b)
    let part = cvector_subtract(high, a)
    low = cvector_add(
      cvector_subtract(a, cvector_subtract(high, part)), cvector_subtract(b, part))
  }

  /// a·b exactly.
  @inline(__always)
  init(productOf a: Lanes, _ b: Lanes) {
    high = cvector_multiply(a, b)
    low = cvector_multiply_add(a, b, cvector_negative(high))
  }

  @inline(__always)
  var rounded: Lanes { cvector_add(high, low) }
}
