import CVector

/// Eight numbers that are computed together.
typealias Lanes = SIMD8<Double>

/// Eight bit patterns, or masks: all ones or zero in each lane.
typealias Patterns = SIMD8<UInt64>

/// The same number in all lanes.
///
/// Swift's own operators between a vector and a number are loops that may stay loops; this never does.
@inline(__always)
func all(_ value: Double) -> Lanes { Lanes(repeating: value) }

@inline(__always)
func all(_ pattern: UInt64) -> Patterns { Patterns(repeating: pattern) }

/// The value, but the NaN where x is one.
@inline(__always)
func withNaN(_ x: Lanes, _ value: Lanes) -> Lanes {
  cvector_choose(cvector_equal(x, x), value, all(Double.nan))
}

/// The value, negative where x is: for functions that have the sign of their argument.
@inline(__always)
func withSignBit(of x: Lanes, _ value: Lanes) -> Lanes {
  let sign = cvector_and(cvector_bits(x), all(UInt64(1) << 63))
  return cvector_double(cvector_or(cvector_bits(value), sign))
}
