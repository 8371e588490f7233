import VectorMath

/// Prints for every function and range the nanoseconds that an element takes: as rivals.c does.
@main
enum VectorMathBenchmark {
  private static let count = 1024

  static func main() {
    report("exp", -10, 10) { x, _, result in VectorMath.exp(x, result, count: count / 8) }
    report("log", 0.1, 100) { x, _, result in VectorMath.log(x, result, count: count / 8) }
    for limit in [1e6, 1e10, 1e300] {
      report("sin", 0, limit) { x, _, result in VectorMath.sin(x, result, count: count / 8) }
      report("cos", 0, limit) { x, _, result in VectorMath.cos(x, result, count: count / 8) }
      report("tan", 0, limit) { x, _, result in VectorMath.tan(x, result, count: count / 8) }
    }
    report("pow", 0.01, 100) { x, y, result in VectorMath.power(x, y, result, count: count / 8) }
    report("exp2", -10, 10) { x, _, result in VectorMath.exp2(x, result, count: count / 8) }
    report("expm1", -10, 10) { x, _, result in VectorMath.expm1(x, result, count: count / 8) }
    report("log2", 0.1, 100) { x, _, result in VectorMath.log2(x, result, count: count / 8) }
    report("log10", 0.1, 100) { x, _, result in VectorMath.log10(x, result, count: count / 8) }
    report("log1p", 0.1, 100) { x, _, result in VectorMath.log1p(x, result, count: count / 8) }
  }

  /// The best of 15 times 100 runs over 1,024 elements.
  private static func report(
    _ name: String, _ low: Double, _ high: Double,
    _ body: (
      UnsafePointer<SIMD8<Double>>, UnsafePointer<SIMD8<Double>>,
      UnsafeMutablePointer<SIMD8<Double>>
    ) -> Void
  ) {
    let (x, y, result) = (vectors(), vectors(), vectors())
    for index in 0..<count {
      let fraction = (Double(index) * 0.618033988749895).truncatingRemainder(dividingBy: 1)
      x[index / 8][index % 8] = low + (high - low) * fraction
      y[index / 8][index % 8] = 10 * fraction - 5
    }
    let clock = ContinuousClock()
    var best = Duration.seconds(1000)
    for _ in 0..<15 {
      let time = clock.measure {
        for _ in 0..<100 { body(x, y, result) }
      }
      best = min(best, time)
    }
    print(name, Int(high.exponent) > 64 ? "huge" : "\(Int(high))", best / .nanoseconds(100 * count))
  }

  private static func vectors() -> UnsafeMutablePointer<SIMD8<Double>> {
    let memory = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: count / 8)
    memory.initialize(repeating: .zero, count: count / 8)
    return memory
  }
}
