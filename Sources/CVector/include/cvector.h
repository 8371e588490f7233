// Operations on eight lanes of doubles, one instruction (or two, or four) each.
//
// Swift's SIMD operators are generic loops over lanes, which the optimiser turns into vector
// instructions, or partly so, or not at all, as their surroundings have it (swiftlang/swift issues
// 78744 and 78917). Clang's vector types have no such moods. Every operation is that of IEEE 754 in
// each lane, so the results do not depend on the instruction set.

#ifndef CVECTOR_H
#define CVECTOR_H

#define CVECTOR_INLINE static inline __attribute__((always_inline))

typedef double cvector_double8 __attribute__((ext_vector_type(8)));
typedef unsigned long long cvector_bits8 __attribute__((ext_vector_type(8)));

/// a + b
CVECTOR_INLINE cvector_double8 cvector_add(cvector_double8 a, cvector_double8 b) { return a + b; }

/// a - b
CVECTOR_INLINE cvector_double8 cvector_subtract(cvector_double8 a, cvector_double8 b) { return a - b; }

/// -a
CVECTOR_INLINE cvector_double8 cvector_negative(cvector_double8 a) { return -a; }

/// a · b, rounded
CVECTOR_INLINE cvector_double8 cvector_multiply(cvector_double8 a, cvector_double8 b) { return a * b; }

/// The greater of a and b, neither of which is a NaN
CVECTOR_INLINE cvector_double8 cvector_greater(cvector_double8 a, cvector_double8 b) {
  return a > b ? a : b;
}

/// a / b, correctly rounded
CVECTOR_INLINE cvector_double8 cvector_divide(cvector_double8 a, cvector_double8 b) { return a / b; }

/// a · b + c, rounded once (a library call a lane where the machine has no such instruction)
CVECTOR_INLINE cvector_double8 cvector_multiply_add(
    cvector_double8 a, cvector_double8 b, cvector_double8 c) {
  return __builtin_elementwise_fma(a, b, c);
}

/// The lanes of a whose mask is all ones; positive zero where the mask is zero
CVECTOR_INLINE cvector_double8 cvector_select(cvector_double8 a, cvector_bits8 mask) {
  return (cvector_double8)((cvector_bits8)a & mask);
}

/// sum + the bit patterns of a, as integers modulo 2^64
CVECTOR_INLINE cvector_bits8 cvector_add_bits(cvector_bits8 sum, cvector_double8 a) {
  return sum + (cvector_bits8)a;
}

/// number - the bit patterns of a, as integers modulo 2^64
CVECTOR_INLINE cvector_bits8 cvector_subtract_bits(cvector_bits8 number, cvector_double8 a) {
  return number - (cvector_bits8)a;
}

/// The bit patterns of a
CVECTOR_INLINE cvector_bits8 cvector_bits(cvector_double8 a) { return (cvector_bits8)a; }

/// The doubles whose bit patterns are a
CVECTOR_INLINE cvector_double8 cvector_double(cvector_bits8 a) { return (cvector_double8)a; }

/// All ones in the lanes where a < b; zero elsewhere, and for a NaN
CVECTOR_INLINE cvector_bits8 cvector_less(cvector_double8 a, cvector_double8 b) {
  return (cvector_bits8)(a < b);
}

/// All ones in the lanes where a = b; zero elsewhere, and for a NaN
CVECTOR_INLINE cvector_bits8 cvector_equal(cvector_double8 a, cvector_double8 b) {
  return (cvector_bits8)(a == b);
}

/// Whether a ≤ b in all lanes
CVECTOR_INLINE _Bool cvector_all_less_or_equal(cvector_double8 a, cvector_double8 b) {
  return __builtin_reduce_and(a <= b) != 0;
}

/// The lanes of a where the mask is all ones, those of b where it is zero
CVECTOR_INLINE cvector_double8 cvector_choose(
    cvector_bits8 mask, cvector_double8 a, cvector_double8 b) {
  return ((__attribute__((ext_vector_type(8))) long long)mask) < 0 ? a : b;
}

/// Bitwise and
CVECTOR_INLINE cvector_bits8 cvector_and(cvector_bits8 a, cvector_bits8 b) { return a & b; }

/// Bitwise or
CVECTOR_INLINE cvector_bits8 cvector_or(cvector_bits8 a, cvector_bits8 b) { return a | b; }

/// Bitwise exclusive or
CVECTOR_INLINE cvector_bits8 cvector_exclusive_or(cvector_bits8 a, cvector_bits8 b) { return a ^ b; }

/// a + b modulo 2^64
CVECTOR_INLINE cvector_bits8 cvector_add_integers(cvector_bits8 a, cvector_bits8 b) { return a + b; }

/// a - b modulo 2^64
CVECTOR_INLINE cvector_bits8 cvector_subtract_integers(cvector_bits8 a, cvector_bits8 b) {
  return a - b;
}

/// a shifted to the left by 0 to 63 bits
CVECTOR_INLINE cvector_bits8 cvector_shift_left(cvector_bits8 a, int count) { return a << count; }

/// a shifted to the right by 0 to 63 bits, zeros coming in
CVECTOR_INLINE cvector_bits8 cvector_shift_right(cvector_bits8 a, int count) { return a >> count; }

/// |a|
CVECTOR_INLINE cvector_double8 cvector_absolute(cvector_double8 a) { return __builtin_elementwise_abs(a); }

#endif
