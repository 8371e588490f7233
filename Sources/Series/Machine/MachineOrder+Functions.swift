import CVector
import Glibc
import VectorMath

extension MachineOrder {
  /// Writes a function of a register.
  func apply(_ function: RealFunction, _ count: Int) {
    switch function {
    case .exp: map(count) { VectorMath.exp($0, $1, count: $2) }
    case .log: map(count) { VectorMath.log($0, $1, count: $2) }
    case .sin: map(count) { VectorMath.sin($0, $1, count: $2) }
    case .cos: map(count) { VectorMath.cos($0, $1, count: $2) }
    case .tan: map(count) { VectorMath.tan($0, $1, count: $2) }
    case .cubeRoot: each(count, cbrt)
    case .expm1: map(count) { VectorMath.expm1($0, $1, count: $2) }
    case .log2: map(count) { VectorMath.log2($0, $1, count: $2) }
    case .log10: map(count) { VectorMath.log10($0, $1, count: $2) }
    case .log1p: map(count) { VectorMath.log1p($0, $1, count: $2) }
    case .asin: each(count, asin)
    case .acos: each(count, acos)
    case .atan: each(count, atan)
    case .sinh: each(count, sinh)
    case .cosh: each(count, cosh)
    case .tanh: each(count, tanh)
    case .negate, .absolute, .squareRoot, .floor, .ceiling, .round:
      preconditionFailure("\(function) is an operation of its own")
    }
  }

  /// Writes powers of an integer other than -1, 0, 1.
  ///
  /// The powers on the way are pairs h + l of doubles, good to 2⁻⁹⁰ of themselves for exponents up to 64, so that
  /// the result has next to no error but its last rounding. Where h is infinite or no number, l is none.
  func raise(_ count: Int, to n: Int) {
    let exponent = n.magnitude
    let one = SIMD8<Double>(repeating: 1)
    let zero = SIMD8<Double>(repeating: 0)
    pass(count) {
      var (base, baseRest) = (a[$0], zero)
      if n < 0 {
        let x = base
        base = cvector_divide(one, x)
        baseRest = cvector_multiply(cvector_subtract_product(base, x, one), base)
      }
      var (high, low) = (base, baseRest)
      // The highest bit is the base itself.
      var bit = 1 << (UInt.bitWidth - 2 - exponent.leadingZeroBitCount)
      while bit > 0 {
        let square = cvector_multiply(high, high)
        low = cvector_multiply_add(
          cvector_add(high, high), low, cvector_multiply_subtract(high, high, square))
        high = square
        if Int(exponent) & bit != 0 {
          let product = cvector_multiply(high, base)
          let rest = cvector_multiply_add(
            low, base, cvector_multiply_subtract(high, base, product))
          low = cvector_multiply_add(high, baseRest, rest)
          high = product
        }
        bit >>= 1
      }
      let sum = cvector_add(high, low)
      return cvector_choose(cvector_equal(sum, sum), sum, high)
    }
  }

  /// Writes powers.
  func raise(_ count: Int) {
    if a.stride == 1 && b.stride == 1 {
      return VectorMath.power(a.first, b.first, result, count: count)
    }
    for index in 0..<count {
      VectorMath.power(
        a.first + index &* a.stride, b.first + index &* b.stride, result + index, count: 1)
    }
  }

  /// Writes the angles of points.
  func applyAngle(_ count: Int) {
    each(count, atan2)
  }

  /// Calls one of our own functions.
  @inline(__always)
  private func map(
    _ count: Int,
    _ function: (UnsafePointer<SIMD8<Double>>, UnsafeMutablePointer<SIMD8<Double>>, Int) -> Void
  ) {
    if a.stride == 1 { return function(a.first, result, count) }
    for index in 0..<count { function(a.first, result + index, 1) }
  }

  /// Calls a function of the C library, number by number.
  @inline(__always)
  private func each(_ count: Int, _ function: (Double) -> Double) {
    for index in 0..<count {
      let numbers = a[index]
      var results = SIMD8<Double>(repeating: 0)
      for lane in 0..<8 { results[lane] = function(numbers[lane]) }
      result[index] = results
    }
  }

  @inline(__always)
  private func each(_ count: Int, _ function: (Double, Double) -> Double) {
    for index in 0..<count {
      let (first, second) = (a[index], b[index])
      var results = SIMD8<Double>(repeating: 0)
      for lane in 0..<8 { results[lane] = function(first[lane], second[lane]) }
      result[index] = results
    }
  }
}
