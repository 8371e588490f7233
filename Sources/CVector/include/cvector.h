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
typedef long long cvector_integers8 __attribute__((ext_vector_type(8)));

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

/// a · b - c and c - a · b, rounded once
CVECTOR_INLINE cvector_double8 cvector_multiply_subtract(
    cvector_double8 a, cvector_double8 b, cvector_double8 c) {
  return __builtin_elementwise_fma(a, b, -c);
}
CVECTOR_INLINE cvector_double8 cvector_subtract_product(
    cvector_double8 a, cvector_double8 b, cvector_double8 c) {
  return __builtin_elementwise_fma(-a, b, c);
}

/// The lesser of a and b; a NaN if one of them is
CVECTOR_INLINE cvector_double8 cvector_least(cvector_double8 a, cvector_double8 b) {
  const cvector_double8 lesser = a < b ? a : b;
  return a == a ? lesser : a;
}

/// The square root of a, correctly rounded
CVECTOR_INLINE cvector_double8 cvector_square_root(cvector_double8 a) {
  return __builtin_elementwise_sqrt(a);
}

/// The greatest integer that is not above a
CVECTOR_INLINE cvector_double8 cvector_floor(cvector_double8 a) { return __builtin_elementwise_floor(a); }

/// The least integer that is not below a
CVECTOR_INLINE cvector_double8 cvector_ceiling(cvector_double8 a) { return __builtin_elementwise_ceil(a); }

/// The integer nearest to a, of two the even one
CVECTOR_INLINE cvector_double8 cvector_round(cvector_double8 a) {
  return __builtin_elementwise_roundeven(a);
}

/// All ones where a <= b
CVECTOR_INLINE cvector_bits8 cvector_less_or_equal(cvector_double8 a, cvector_double8 b) {
  return (cvector_bits8)(a <= b);
}

/// a · b modulo 2^64
CVECTOR_INLINE cvector_bits8 cvector_multiply_integers(cvector_bits8 a, cvector_bits8 b) { return a * b; }

/// The bits that a does not have
CVECTOR_INLINE cvector_bits8 cvector_not(cvector_bits8 a) { return ~a; }

/// The product of the lower halves of a and b
CVECTOR_INLINE cvector_bits8 cvector_multiply_halves(cvector_bits8 a, cvector_bits8 b) {
  return (a & 0xFFFFFFFF) * (b & 0xFFFFFFFF);
}

/// All ones where a < b, or a = b, as integers with a sign
CVECTOR_INLINE cvector_bits8 cvector_integer_less(cvector_bits8 a, cvector_bits8 b) {
  return (cvector_bits8)((cvector_integers8)a < (cvector_integers8)b);
}
CVECTOR_INLINE cvector_bits8 cvector_integer_equal(cvector_bits8 a, cvector_bits8 b) {
  return (cvector_bits8)(a == b);
}

/// The double nearest to an integer with a sign: both halves are exact beside powers of two, and the last
/// addition rounds once
CVECTOR_INLINE cvector_double8 cvector_from_integer(cvector_bits8 a) {
  const cvector_bits8 low = (a & 0xFFFFFFFF) | 0x4330000000000000;
  const cvector_bits8 high = (a >> 32) ^ 0x4530000080000000;
  return ((cvector_double8)high - 0x1.00000801p84) + (cvector_double8)low;
}

/// An integer below 2^63 in absolute value, out of a double that is one
CVECTOR_INLINE cvector_bits8 cvector_to_integer(cvector_double8 a) {
  const cvector_double8 high = __builtin_elementwise_floor(a * 0x1p-32);
  const cvector_double8 low = __builtin_elementwise_fma(high, (cvector_double8)(-0x1p32), a);
  const cvector_bits8 highBits = (cvector_bits8)(high + 0x1.8p52), lowBits = (cvector_bits8)(low + 0x1.8p52);
  return (highBits << 32) + (lowBits & 0xFFFFFFFF);
}

#endif
