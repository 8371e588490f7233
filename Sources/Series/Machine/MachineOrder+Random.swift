import CVector

extension MachineOrder {
  /// Writes random numbers in [0, 1), made of a register's integers as ``Philox4x32`` makes words: the first 53
  /// bits of the second word and the first.
  func draw(_ count: Int, seed: UInt64) {
    func all(_ value: UInt64) -> SIMD8<UInt64> { SIMD8(repeating: value) }
    let (even, odd) = (all(0xD251_1F53), all(0xCD9E_8D57))
    let unit = SIMD8<Double>(repeating: 0x1p-53)
    for index in 0..<count {
      // Words are in the lower halves; what the upper ones hold does not matter.
      let counter = a.bits(index)
      var (a, b, c, d) = (counter, cvector_shift_right(counter, 32), all(0), all(0))
      var (low, high) = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
      for _ in 0..<10 {
        let p = cvector_multiply_halves(a, even)
        let q = cvector_multiply_halves(c, odd)
        a = cvector_exclusive_or(
          cvector_exclusive_or(cvector_shift_right(q, 32), b), all(UInt64(low)))
        c = cvector_exclusive_or(
          cvector_exclusive_or(cvector_shift_right(p, 32), d), all(UInt64(high)))
        b = q
        d = p
        low &+= 0x9E37_79B9
        high &+= 0xBB67_AE85
      }
      let word = cvector_or(
        cvector_shift_left(b, 32), cvector_and(a, all(0xFFFF_FFFF)))
      result[index] = cvector_multiply(
        cvector_from_integer(cvector_shift_right(word, 11)), unit)
    }
  }

  /// Writes how often digits occur in the integers of a register.
  func count(_ count: Int, _ digits: MachineDigits) {
    var known: (head: UInt64, count: Int) = (0, 0)
    for index in 0..<count {
      let numbers = a.bits(index)
      var results = SIMD8<Double>(repeating: 0)
      for lane in 0..<8 {
        results[lane] = Double(digits.count(in: Int64(bitPattern: numbers[lane]), &known))
      }
      result[index] = results
    }
  }
}
