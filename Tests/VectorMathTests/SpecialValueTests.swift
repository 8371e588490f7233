import Testing
import VectorMath

/// Zeros, infinities, NaNs and what else has an exact answer; the expected bits are those of C's Annex F.
struct SpecialValueTests {
  private static let infinity = Double.infinity
  private static let negative = -Double.infinity
  private static let nan = Double.nan

  private static let values: [(Function, Double, Double)] = [
    (.exp, 0.0, 1.0), (.exp, -0.0, 1), (.exp, infinity, infinity), (.exp, negative, 0),
    (.exp, nan, nan), (.exp, 709.79, infinity), (.exp, -745.14, 0), (.exp, 0x1p-1074, 1),
    (.log, 0, negative), (.log, -0.0, negative), (.log, 1, 0), (.log, infinity, infinity),
    (.log, -1, nan), (.log, negative, nan), (.log, nan, nan), (.log, -0x1p-1074, nan),
    (.sin, 0, 0), (.sin, -0.0, -0.0), (.sin, infinity, nan), (.sin, negative, nan),
    (.sin, nan, nan), (.sin, 0x1p-1074, 0x1p-1074), (.sin, -0x1p-1074, -0x1p-1074),
    (.cos, 0, 1), (.cos, -0.0, 1), (.cos, infinity, nan), (.cos, negative, nan), (.cos, nan, nan),
    (.tan, 0, 0), (.tan, -0.0, -0.0), (.tan, infinity, nan), (.tan, nan, nan),
    (.tan, -0x1p-1074, -0x1p-1074), (.exp2, 0, 1), (.exp2, -0.0, 1), (.exp2, infinity, infinity),
    (.exp2, negative, 0), (.exp2, nan, nan), (.exp2, 10, 1024), (.exp2, -1074, 0x1p-1074),
    (.exp2, 1024, infinity), (.exp2, -1075.1, 0), (.exp2, 1023, 0x1p1023), (.expm1, 0, 0),
    (.expm1, -0.0, -0.0), (.expm1, infinity, infinity), (.expm1, negative, -1), (.expm1, nan, nan),
    (.expm1, 0x1p-1074, 0x1p-1074), (.expm1, -0x1p-1060, -0x1p-1060), (.expm1, -800, -1),
    (.expm1, 709.79, infinity), (.log2, 0, negative), (.log2, -0.0, negative), (.log2, 1, 0),
    (.log2, infinity, infinity), (.log2, -2, nan), (.log2, nan, nan), (.log2, 0x1p-1074, -1074),
    (.log2, 0x1p1023, 1023), (.log10, 0, negative), (.log10, 1, 0), (.log10, 1e22, 22),
    (.log10, 1000, 3), (.log10, infinity, infinity), (.log10, -1, nan), (.log10, nan, nan),
    (.log1p, 0, 0), (.log1p, -0.0, -0.0), (.log1p, -1, negative), (.log1p, -1.5, nan),
    (.log1p, infinity, infinity), (.log1p, negative, nan), (.log1p, nan, nan),
    (.log1p, -0x1p-1074, -0x1p-1074),
  ]

  /// x, y and x to the power y.
  private static let powers: [(Double, Double, Double)] = [
    (nan, 0.0, 1.0), (nan, -0.0, 1), (0, 0, 1), (infinity, 0, 1), (1, nan, 1), (1, infinity, 1),
    (-1, infinity, 1), (-1, negative, 1), (nan, 1, nan), (2, nan, nan), (-1, 0.5, nan),
    (-2, 0x1p51 + 0.5, nan), (0, -1, infinity), (-0.0, -1, negative), (-0.0, -2, infinity),
    (-0.0, -0.5, infinity), (0, negative, infinity), (-0.0, negative, infinity), (0, 3, 0),
    (-0.0, 3, -0.0), (-0.0, 2, 0), (-0.0, infinity, 0), (0.5, negative, infinity),
    (2, negative, 0), (0.5, infinity, 0), (-2, infinity, infinity), (negative, -3, -0.0),
    (negative, -2, 0), (negative, 3, negative), (negative, 0.5, infinity),
    (infinity, -0.1, 0), (infinity, 0.1, infinity), (negative, infinity, infinity), (-2, 3, -8),
    (-2, 0x1p53, infinity), (-0.5, 0x1p53 - 1, -0.0), (-1, 0x1p53 + 2, 1), (-1, 0x1p53 - 1, -1),
    (2, -1074, 0x1p-1074), (2, -1075.5, 0), (-2, 1025, negative), (0x1p-1074, -1, infinity),
    (0x1p-1074, 0.5, 0x1p-537), (3, 4, 81), (10, 22, 1e22), (-7, 1, -7), (9, 0.5, 3),
  ]

  @Test(arguments: values)
  func valueIsExact(function: Function, x: Double, expected: Double) {
    // Alone, and beside ordinary lanes.
    for lane in 0..<8 {
      var arguments = [Argument](repeating: Argument(x: 0.5), count: 8)
      arguments[lane].x = x
      #expect(function.values(arguments)[lane].bitPattern == expected.bitPattern)
    }
    let arguments = [Argument](repeating: Argument(x: x), count: 8)
    #expect(function.values(arguments).allSatisfy { $0.bitPattern == expected.bitPattern })
  }

  @Test(arguments: powers)
  func powerIsExact(x: Double, y: Double, expected: Double) {
    for lane in 0..<8 {
      var arguments = [Argument](repeating: Argument(x: 3, y: 0.5), count: 8)
      arguments[lane] = Argument(x: x, y: y)
      let values = Function.power.values(arguments)
      #expect(values[lane].bitPattern == expected.bitPattern)
    }
  }

  /// An extraordinary lane changes the path of its neighbours, and must not change their bits.
  @Test(arguments: Function.allCases)
  func neighboursDoNotMatter(function: Function) {
    var points = Points(seed: 3)
    let arguments = points.arguments(8000, for: function)
    let values = function.values(arguments)
    for (argument, value) in zip(arguments, values) {
      let alone = function.values([Argument](repeating: argument, count: 8))
      #expect(alone.allSatisfy { $0.bitPattern == value.bitPattern }, "at \(argument)")
    }
  }

  @Test func resultMayTakeTheArgumentsPlace() {
    var x: [SIMD8<Double>] = [SIMD8(repeating: 2), SIMD8(repeating: 0.25)]
    x.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      VectorMath.power(base, base, base, count: 2)
    }
    #expect(x == [SIMD8(repeating: 4), SIMD8(repeating: 0.7071067811865476)])
  }

  /// Nothing beyond `count` is touched.
  @Test func countOfZeroIsNoWork() {
    var result = [SIMD8<Double>(repeating: 7)]
    VectorMath.exp([SIMD8(repeating: 1)], &result, count: 0)
    #expect(result == [SIMD8(repeating: 7)])
  }
}
