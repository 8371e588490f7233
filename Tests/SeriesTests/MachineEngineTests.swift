import Dispatch
import Series
import Summation
import Synchronization
import Testing

private func engine(
  _ text: String, _ filter: DigitFilter? = nil, upTo limit: Int
) throws -> ExpressionEngine {
  try ExpressionEngine(
    SlowSeries(filter: filter ?? DigitFilter(omitting: []), upTo: limit), TermExpression(text))
}

private func engine(_ term: TermProgram, upTo limit: Int) throws -> ExpressionEngine {
  try ExpressionEngine(SlowSeries(filter: DigitFilter(omitting: []), upTo: limit), term)
}

/// The whole sum.
private func sum(_ text: String, _ filter: DigitFilter? = nil, upTo limit: Int) throws -> BoundedSum
{
  let engine = try engine(text, filter, upTo: limit)
  return engine.sum(of: engine.blocks)
}

/// Terms of many kinds, all of them portable.
private let portable = [
  "1/k", "cos(k)/k", "exp(-k/1e6)*sin(k)", "1/(k*log(k+1)^2)",
  "((2*k+3)*k+5)/(((k+4)*k+6)*k+7)", "sin(2*pi*rand(k,1))^2+cos(2*pi*rand(k,1))^2",
  "where(digits(k,\"9\")==0, 1/k, k%7-3)", "tan(k)+k^-1.5", "sin(k*sqrt(2)+0.1*(k//3))",
  "(k*k*k*7+1)%1000003 + max(k//-7, -k*k)", "sqrt(k)*abs(cos(k^2/3))+floor(k/7.5)",
  "where(k%3==1 and not k%2==0 or k<50, min(k,100), -1e9/k)", "1e200*sin(k*1.1)^50",
]

@Suite struct MachineEngineTests {
  /// Integers of all sizes are exact: a hand-made program, so that nothing else has a part in it.
  @Test(arguments: [
    IntegerOperation.add, .subtract, .multiply, .quotient, .remainder, .least, .greatest,
  ])
  func integersAreExact(operation: IntegerOperation) throws {
    for (a, b) in [(3, 7), (-3, 7), (1 << 30, -12345), (1 << 51, 999), (-(1 << 40), 1 << 20)] {
      // (a + k) ∘ (b − k), of which the remainder by 2⁴⁰ is a double.
      let program = TermProgram(
        instructions: [
          .number, .integer(Int64(a)), .integer(Int64(b)), .integerOperation(.add, 0, 1),
          .integerOperation(.subtract, 2, 0), .integerOperation(operation, 3, 4),
          .integer(1 << 40), .integerOperation(.remainder, 5, 6), .real(7),
        ], result: 8)
      // No divisor is zero.
      let limit = 6
      let engine = try engine(program, upTo: limit)
      var exact = 0
      for k in 1...limit {
        let (x, y) = (a + k, b - k)
        let quotient = Int((Double(x) / Double(y)).rounded(.down))
        let floored =
          x - quotient * y == 0 || (x - quotient * y < 0) == (y < 0)
          ? quotient : quotient - 1
        let value =
          switch operation {
          case .add: x + y
          case .subtract: x - y
          case .multiply: x &* y
          case .quotient: floored
          case .remainder: x - floored * y
          case .least: min(x, y)
          case .greatest: max(x, y)
          }
        exact += (value % (1 << 40) + 1 << 40) % (1 << 40)
      }
      if operation == .multiply && abs(a) >= 1 << 51 { continue }
      let sum = engine.sum(of: engine.blocks)
      #expect(sum.value == Double(exact), "\(a) \(operation) \(b)")
      #expect(sum.totalBound.isZero)
    }
  }

  /// Powers with whole exponents are one of the two doubles next to them, if not the double itself.
  @Test func wholePowersAreFaithful() throws {
    for n in [-64, -33, -7, -3, -2, 2, 3, 4, 5, 6, 7, 31, 32, 63, 64] {
      for step in 1...200 {
        // Exact: 1 + step·2⁻⁷·(some odd number)·2⁻¹¹, of either sign, and some that overflow or vanish.
        let significand = step * 12347
        let base = step % 3 == 0 ? "(-k-\(significand)*0x1p-18)" : "(k+\(significand)*0x1p-18)"
        for text in ["\(base)^\(n)", "(\(base)*0x1p-15)^\(n)", "(\(base)*0x1p17)^\(n)"] {
          let reference = try #require(TermExpression(text).reference(at: 1, bits: 4000))
          let value = try sum(text, upTo: 1).value
          #expect(reference.contains(value), "\(text): \(value), \(reference)")
        }
      }
    }
  }

  @Test func digitsAreCounted() throws {
    for (text, base) in [("9", 10), ("0", 10), ("00", 10), ("11", 2), ("121", 3), ("z", 36)] {
      let sum = try sum("digits(k, \"\(text)\", \(base))", upTo: 12_345)
      let digits = Array(text)
      let exact = (1...12_345).reduce(0) { total, k in
        let written = Array(String(k, radix: base))
        return total + written.indices.count { written[$0...].starts(with: digits) }
      }
      #expect(sum.value == Double(exact))
      #expect(sum.totalBound.isZero)
    }
  }

  @Test func randomNumbersAreThoseOfTheGenerator() throws {
    for seed: UInt64 in [0, 1, 0xFEDC_BA98_7654_3210] {
      let program = TermProgram(
        instructions: [.number, .random(0, seed: seed)], result: 1)
      let engine = try engine(program, upTo: 5000)
      var exact = Superaccumulator()
      for k in 1...5000 { exact.add(RandomNumber.value(at: Int64(k), seed: seed)) }
      #expect(engine.sum(of: engine.blocks).sum.words == exact.words)
    }
  }

  @Test func exactTermsHaveExactSums() throws {
    for (text, value) in [
      ("k", 5_000_050_000.0), ("1", 100_000), ("k%2", 50_000), ("(-1)^k*k", 50_000),
      ("k/2", 2_500_025_000), ("where(k>10,0,k)", 55), ("round(k*1)-k", 0),
    ] {
      let sum = try sum(text, upTo: 100_000)
      #expect(sum.value == value, "\(text)")
      #expect(sum.errorBound <= 1e-10 * value, "\(text)")
    }
    #expect(try sum("k*(k+1)", upTo: 1000).totalBound.isZero)
  }

  @Test func whatIsNoFiniteNumberIsCounted() throws {
    #expect(try sum("1/(k-777)", upTo: 100_000).value == .infinity)
    #expect(try sum("-1/abs(k-777.0)", upTo: 100_000).value == -.infinity)
    #expect(try sum("log(k-5)", upTo: 100_000).value.isNaN)
    #expect(try sum("log(k-5)", upTo: 100_000).sum.words.suffix(3) == [4, 0, 1])
    let one = try sum("where(k==77777, log(-k), 1/k)", upTo: 100_000)
    #expect(one.value.isNaN && one.sum.words.suffix(3) == [1, 0, 0])
    #expect(one.magnitudes.words.suffix(3) == [1, 0, 0])
    #expect(try sum("1e308*k", upTo: 100).value == .infinity)
    // The sum is none that a double holds, and each term is.
    #expect(try sum("(-1)^k*1.5e308", upTo: 1000).value == 0)
    #expect(try sum("(-1)^k*1.5e308", upTo: 1000).magnitudes.rounded == .infinity)
  }

  /// Nothing is known of what a discontinuous function makes of an inexact number, or next to a pole.
  @Test func unknownErrorsAreSaid() throws {
    #expect(try sum("1/cos(k)", upTo: 1000).errorBound == .infinity)
    #expect(try sum("floor(sqrt(k))", upTo: 1000).errorBound >= 100)
    #expect(try sum("where(sqrt(k)*sqrt(k)<k, 1, 0)", upTo: 1000).errorBound >= 100)
    #expect(try sum("floor(k/4)", upTo: 1000).totalBound.isZero)
  }

  /// Terms of one sign and of any size, added one by one by an exact accumulator.
  @Test(arguments: ["1e16*(k%3-1)+1/k", "(k%5-2)*2^(k%800)", "2^(-k)", "1/k^30", "k^20"])
  func additionLosesNextToNothing(text: String) throws {
    let engine = try engine(text, upTo: 700)
    var exact = Superaccumulator()
    var before = BoundedSum()
    for k in 1...700 {
      // One term each: what it adds is itself.
      let single = try sum("where(k==\(k), \(text), 0)", upTo: k)
      #expect(single.termCount == k)
      exact += single.sum
      before.magnitudes += single.magnitudes
    }
    let sum = engine.sum(of: engine.blocks)
    let difference = abs((sum.sum - exact).rounded)
    #expect(difference <= 0x1p-60 * before.magnitudes.rounded)
    #expect(difference <= sum.errorBound)
  }

  @Test(arguments: [([], 10), (["9"], 10), (["314159"], 10), (["11"], 2), (["zz", "0"], 36)])
  func partsAddUpToTheSameBits(condition: ([String], Int)) throws {
    let filter = try DigitFilter(omitting: condition.0, base: condition.1)
    for text in portable[..<9] {
      let engine = try engine(text, filter, upTo: 456_789)
      let whole = engine.sum(of: engine.blocks)
      #expect(whole.termCount == engine.termCount)
      for parts in [2, 5] {
        let sums = Mutex<[Int: BoundedSum]>([:])
        DispatchQueue.concurrentPerform(iterations: parts) { index in
          let sum = engine.sum(of: engine.numbers.part(index, of: parts, in: engine.blocks))
          sums.withLock { $0[index] = sum }
        }
        let merged = sums.withLock { $0.values.reduce(into: BoundedSum()) { $0 += $1 } }
        #expect(merged.words == whole.words, "\(text)")
      }
    }
  }

  @Test(arguments: [[], ["9"]])
  func lowerLimitKeepsTheBlocksBelowIt(omitted: [String]) throws {
    let filter = try DigitFilter(omitting: omitted)
    for text in portable {
      let greater = try engine(text, filter, upTo: 345_678)
      for limit in [1, 65_535, 65_536, 234_567, 345_678] {
        let limited = greater.limited(to: limit)
        let fresh = try engine(text, filter, upTo: limit)
        #expect(limited.series.limit == .number(WholeNumber(limit)))
        #expect(limited.termCount == fresh.termCount)
        #expect(
          limited.sum(of: limited.blocks).words == fresh.sum(of: fresh.blocks).words, "\(text)")
        let whole = 0..<limit / greater.numbers.blockLength
        #expect(limited.sum(of: whole).words == greater.sum(of: whole).words)
      }
    }
  }

  /// Only angles differ, by what their bound allows.
  @Test(arguments: Oracle.filters)
  func conditionsChooseTerms(omitted: [String], base: Int) throws {
    let filter = try DigitFilter(omitting: omitted, base: base)
    let condition = omitted.map { "digits(k,\"\($0)\",\(base))==0" } + ["k>0"]
    for text in ["1/k", "cos(k)", "k%7"] {
      let chosen = try sum(
        "where(\(condition.joined(separator: " and ")), \(text), 0)", upTo: 30_000)
      let filtered = try sum(text, filter, upTo: 30_000)
      #expect(Oracle.agree(chosen, filtered))
      #expect(abs((chosen.sum - filtered.sum).rounded) <= 0x1p-50 * chosen.magnitudes.rounded)
      #expect(filtered.termCount <= 30_000)
    }
  }

  /// Of the sums, bounds and Σ|t| of ``portable``.
  private static let checksums: [UInt64] = [
    17_927_883_717_523_408_725, 12_366_010_340_482_453_662, 2_089_077_200_279_902_938,
    13_909_128_583_097_366_121, 13_687_294_336_943_111_379, 16_342_115_490_102_203_641,
    11_190_350_608_013_145_499, 18_243_364_296_676_894_003, 6_797_639_052_798_936_516,
    10_145_269_170_905_395_207, 7_324_513_945_780_183_845, 5_275_632_992_840_856_697,
    519_392_694_667_711_115,
  ]

  /// Compared on every instruction set that the tests run on.
  @Test func bitsAreThoseOfOtherMachines() throws {
    var checksums: [UInt64] = []
    for text in portable {
      let sum = try sum(text, upTo: 70_000)
      var checksum = Checksum()
      for word in sum.words { checksum.add(word) }
      checksums.append(checksum.value)
    }
    #expect(checksums == Self.checksums)
  }
}
