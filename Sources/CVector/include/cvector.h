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

/// |a|
CVECTOR_INLINE cvector_double8 cvector_absolute(cvector_double8 a) { return __builtin_elementwise_abs(a); }

#endif
