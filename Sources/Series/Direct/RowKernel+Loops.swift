import CVector

// One loop, specialised four times. Order of operations and lanes are the same for every
// instruction set: sixteen lanes in two chains of eight, whatever the width of the machine's
// vectors.

extension RowKernel {
  @inline(never)
  static func divided(
    _ entries: UnsafePointer<SIMD8<Double>>, _ count: Int, _ middle: Double,
    _ masks: UnsafePointer<SIMD8<UInt64>>,
    _ rests: inout SIMD8<Double>
  ) -> UInt64 {
    let minusOne = SIMD8<Double>(repeating: -1)
    return loop(entries, count, middle, masks, &rests) { _, minusK in
      cvector_divide(minusOne, minusK)
    } rest: { e in
      e
    }
  }

  @inline(never)
  static func refined(
    _ entries: UnsafePointer<SIMD8<Double>>, _ count: Int, _ middle: Double,
    _ masks: UnsafePointer<SIMD8<UInt64>>,
    _ rests: inout SIMD8<Double>
  ) -> UInt64 {
    secondOrder(entries, count, middle, masks, &rests) { e in
      cvector_multiply_add(e, e, e)
    }
  }

  @inline(never)
  static func quadratic(
    _ entries: UnsafePointer<SIMD8<Double>>, _ count: Int, _ middle: Double,
    _ masks: UnsafePointer<SIMD8<UInt64>>,
    _ rests: inout SIMD8<Double>
  ) -> UInt64 {
    secondOrder(entries, count, middle, masks, &rests) { e in
      e
    }
  }

  @inline(never)
  static func linear(
    _ entries: UnsafePointer<SIMD8<Double>>, _ count: Int, _ middle: Double,
    _ masks: UnsafePointer<SIMD8<UInt64>>,
    _ rests: inout SIMD8<Double>
  ) -> UInt64 {
    let r = 1 / middle
    let (c0, c1) = (SIMD8(repeating: r), SIMD8(repeating: r * r))
    return loop(entries, count, middle, masks, &rests) { x, _ in
      cvector_multiply_add(c1, x, c0)
    } rest: { e in
      e
    }
  }

  /// The loop with the Taylor polynomial of second order, for either rest.
  @inline(__always)
  private static func secondOrder(
    _ entries: UnsafePointer<SIMD8<Double>>, _ count: Int, _ middle: Double,
    _ masks: UnsafePointer<SIMD8<UInt64>>,
    _ rests: inout SIMD8<Double>,
    rest: (SIMD8<Double>) -> SIMD8<Double>
  ) -> UInt64 {
    let r = 1 / middle
    let (c0, c1, c2) = (
      SIMD8(repeating: r), SIMD8(repeating: r * r), SIMD8(repeating: r * r * r)
    )
    return loop(
      entries, count, middle, masks, &rests,
      reciprocal: { x, _ in
        cvector_multiply_add(cvector_multiply_add(c2, x, c1), x, c0)
      },
      rest: rest)
  }

  /// Adds the terms of a row, sixteen a step.
  ///
  /// `reciprocal` makes y, nearly 1/k, from the entry x = K − k and from −k; `rest` makes from
  /// 1 − k·y what y lacks, relative to y.
  ///
  /// - Returns: the sum of the bit patterns of all y, modulo 2⁶⁴.
  @inline(__always)
  private static func loop(
    _ entries: UnsafePointer<SIMD8<Double>>, _ count: Int, _ middle: Double,
    _ masks: UnsafePointer<SIMD8<UInt64>>,
    _ rests: inout SIMD8<Double>,
    reciprocal: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>,
    rest: (SIMD8<Double>) -> SIMD8<Double>
  ) -> UInt64 {
    let minusMiddle = SIMD8<Double>(repeating: -middle)
    let one = SIMD8<Double>(repeating: 1)
    var even = SIMD8<Double>(repeating: 0)
    var odd = even
    var bits = SIMD8<UInt64>(repeating: 0)

    let full = count &>> 4
    var entry = entries
    for _ in 0..<full {
      let x0 = entry[0]
      let k0 = cvector_add(x0, minusMiddle)
      let y0 = reciprocal(x0, k0)
      bits = cvector_add_bits(bits, y0)
      even = cvector_multiply_add(y0, rest(cvector_multiply_add(k0, y0, one)), even)
      let x1 = entry[1]
      let k1 = cvector_add(x1, minusMiddle)
      let y1 = reciprocal(x1, k1)
      bits = cvector_add_bits(bits, y1)
      odd = cvector_multiply_add(y1, rest(cvector_multiply_add(k1, y1, one)), odd)
      entry += 2
    }
    let tail = count & 15
    if tail != 0 {
      // Lanes behind the last entry take a y of zero, which adds nothing to bits and rests.
      let x0 = entry[0]
      let k0 = cvector_add(x0, minusMiddle)
      let y0 = cvector_select(reciprocal(x0, k0), masks[2 * tail])
      bits = cvector_add_bits(bits, y0)
      even = cvector_multiply_add(y0, rest(cvector_multiply_add(k0, y0, one)), even)
      let x1 = entry[1]
      let k1 = cvector_add(x1, minusMiddle)
      let y1 = cvector_select(reciprocal(x1, k1), masks[2 * tail + 1])
      bits = cvector_add_bits(bits, y1)
      odd = cvector_multiply_add(y1, rest(cvector_multiply_add(k1, y1, one)), odd)
    }
    rests = cvector_add(rests, cvector_add(even, odd))
    return bits.wrappedSum()
  }
}
