import Glibc
import Series
import Summation
import Testing

/// Sums of terms against MPFR's values of the expressions as they are written.
@Suite struct MachineBoundTests {
  /// Random expressions: many more with `MPISUM_FULL`.
  private static let samples =
    getenv("MPISUM_FULL").map { String(cString: $0) } == "1" ? 40_000 : 1_500

  private static let constants = [(name: "a", value: ExactNumber(3))]

  private static func engine(_ text: String, upTo limit: Int) throws -> ExpressionEngine {
    try ExpressionEngine(
      SlowSeries(filter: DigitFilter(omitting: []), upTo: limit),
      TermExpression(text, constants: constants))
  }

  /// The terms of some numbers as they are written, to 2⁻¹⁰⁰ of each; nil where there are none.
  ///
  /// Numbers below `least` are off by so much less of it.
  private static func exactSum(
    _ text: String, _ numbers: ClosedRange<Int>, least: Double = 0x1p-900
  ) throws -> BoundedSum? {
    let expression = try TermExpression(text, constants: constants)
    var result = BoundedSum()
    for number in numbers {
      guard let (value, rest) = expression.parts(at: number, bits: 320, least: least)
      else { return nil }
      result.sum.add(value)
      result.sum.add(rest)
      result.magnitudes.add(abs(value))
      result.bound.add(0x1p-100 * max(abs(value), least))
    }
    return result
  }

  /// Whether a sum is within its bound of an exact one; nil if no bound is known.
  private static func isWithinBound(_ sum: BoundedSum, _ exact: BoundedSum) -> Bool? {
    guard sum.errorBound.isFinite else { return nil }
    return Oracle.agree(sum, exact)
  }

  @Test(
    arguments: [
      "1/k", "cos(k)/k", "exp(-k/1e6)*sin(k)", "1/(k*log(k+1)^2)",
      "((2*k+3)*k+5)/(((k+4)*k+6)*k+7)", "sin(2*pi*rand(k,1))^2+cos(2*pi*rand(k,1))^2",
      "(-1)^k/sqrt(k)", "k^-1.5", "k^2.25/3", "2^(-k/100)", "log(k)^2", "exp(-k)", "tan(k/400)",
      "1/k^7",
      "sin(k^2/1000)", "cos(2*pi*k/7 + 1/3)", "sin(-5*k + 0.1)", "atan2(k, 3)", "asin(1/(k+1))",
      "acos(1/(k+1))",
      "sinh(1/k)", "cosh(k/300)", "tanh(k/100)", "cbrt(k)", "log2(k+2)", "log10(k)+1", "log1p(1/k)",
      "expm1(-1/k)", "atan(k/7)", "fma(k,1/3,-k/3+1)", "where(k%3==0, 1/k, -1/k^2)", "abs(sin(k))",
      "min(1/k, 1/3)", "max(sin(k), 0.25)", "(k%7)*(k//7)", "digits(k,\"11\",2)/k",
      "where(k==5, 0, 1/(k-5))",
      "k*0.1", "sqrt(k^2+1)-k", "1/(1+exp(k/50))", "k//7+ceil(k/2)-round(k/8)", "k*k*k",
      "(1+1/k)^k", "1e-300/k", "1e300*sin(k)", "exp(-k*2)*1e-2", "cos(-1e-90*k)", "sin(-1e-90*k+1)",
      "cos(1e50*k)",

    ])
  func sumsAreWithinTheirBounds(text: String) throws {
    let engine = try Self.engine(text, upTo: 1300)
    var proven = 0
    for limit in [1, 2, 3, 7, 8, 9, 100, 511, 512, 513, 1300] {
      let exact = try #require(try Self.exactSum(text, 1...limit))
      let sum = engine.limited(to: limit)
      let value = sum.sum(of: sum.blocks)
      let isWithin = Self.isWithinBound(value, exact)
      #expect(
        isWithin == true, "\(limit): \(value.value) ± \(value.errorBound), not \(exact.value)")
      #expect(value.termCount == limit)
      // A bound says something.
      let magnitude = exact.magnitudes.rounded
      if value.errorBound <= 0x1p-30 * magnitude || magnitude == 0 { proven += 1 }
      #expect(abs(value.magnitudes.rounded - magnitude) <= 1e-9 * magnitude)
    }
    #expect(proven == 11)
  }

  @Test func randomExpressionsAreWithinTheirBounds() throws {
    var random = SampleGenerator(seed: 9)
    var (known, unknown) = (0, 0)
    for _ in 0..<Self.samples {
      let text = random.real(1 + Int(random.next() % 4))
      for limit in [3, 40] {
        guard let engine = try? Self.engine(text, upTo: limit),
          let exact = try Self.exactSum(text, 1...limit)
        else { continue }
        let sum = engine.sum(of: engine.blocks)
        guard let isWithin = Self.isWithinBound(sum, exact) else {
          unknown += 1
          continue
        }
        known += 1
        #expect(
          isWithin, "\(text) up to \(limit): \(sum.value) ± \(sum.errorBound), not \(exact.value)")
      }
    }
    #expect(
      known > Self.samples && unknown < known / 4, "\(known) with a bound, \(unknown) without")
  }

  /// Angles far out: k is exact, and so is the constant.
  @Test(arguments: ["cos(k)/k", "sin(0.1*k+1/3)", "cos(2*k-7)", "sin(k*pi/4)", "cos(k//2)"])
  func anglesFarOutAreWithinTheirBounds(text: String) throws {
    let limit = 1 << 53 - 5
    let engine = try Self.engine(text, upTo: limit)
    let last = engine.blocks.upperBound - 1
    let sum = engine.sum(of: last..<last + 1)
    let numbers = last * engine.numbers.blockLength...limit
    let exact = try #require(try Self.exactSum(text, numbers, least: 1))
    #expect(Self.isWithinBound(sum, exact) == true)
    #expect(sum.errorBound <= 0x1p-48 * exact.magnitudes.rounded)
  }
}
