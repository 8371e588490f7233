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
