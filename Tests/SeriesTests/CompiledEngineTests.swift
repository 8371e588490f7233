import Dispatch
import Series
import Summation
import Synchronization
import Testing

/// The functions that are called: well-behaved ones, and all that doubles have to offer.
private let library = Result {
  try CLibrary(
    """
    #define TERM(name, expression) \\
      void name(const int64_t *numbers, double *terms, size_t n) { \\
        for (size_t i = 0; i < n; i++) { const int64_t k = numbers[i]; terms[i] = (expression); } \\
      }

    static double from_bits(uint64_t bits) { double x; memcpy(&x, &bits, sizeof x); return x; }

    // Any sign, any significand, exponents below `fields`: all finite doubles for 2047.
    static double any(int64_t k, uint64_t fields) {
      const uint64_t a = (uint64_t)k * 0x9E3779B97F4A7C15u, b = (a ^ a >> 29) * 0xBF58476D1CE4E5B9u;
      return from_bits((b & 0x800FFFFFFFFFFFFFu) | ((a >> 40) % fields) << 52);
    }

    TERM(term, 1 / ((double)k * (double)k + 1))
    TERM(identity, (double)k)
    TERM(odd, (double)(k & 1))
    TERM(alternating, (k & 1 ? 1 : -1) / (double)k)
    TERM(cancelling, k % 5 == 1 ? 1e16 : k % 5 == 2 ? 1 : k % 5 == 3 ? -1e16 : 0)
    TERM(drifting, k % 3 == 1 ? 1e16 : k % 3 == 2 ? 1 : -1e16)
    TERM(finite, any(k, 2047))
    TERM(small, any(k, 60))
    TERM(subnormal, from_bits(k % 4096) * (k % 5 == 0 ? -1 : 1))
    TERM(huge, (k & 1 ? 1 : -1) * 0x1.fffffffffffffp1023)
    TERM(greatest, 0x1.fffffffffffffp1023)
    TERM(half, k % 1000 == 7 ? 0x1p1023 : 0x1p971)
    TERM(one_nan, k == 777 ? __builtin_nan("") : 1)
    TERM(infinite, k == 777 ? __builtin_inf() : -1)
    TERM(minus_infinite, k == 777 ? -__builtin_inf() : 1)
    TERM(both_infinite, k == 7 ? __builtin_inf() : k == 9 ? -__builtin_inf() : 1)
    TERM(of_the_call, 1 / (double)n + 1 / (double)(numbers[0] + (int64_t)i))
    void not_all(const int64_t *numbers, double *terms, size_t n) {
      for (size_t i = 0; i < n; i++) if (numbers[i] & 1 || numbers[i] < 3000) terms[i] = 1;
    }
    """, options: ["-O2", "-ffp-contract=off"])
}

private func engine(
  _ symbol: String, _ omitted: [String] = [], base: Int = 10, upTo limit: Int
) throws -> CompiledEngine {
  try engine(symbol, DigitFilter(omitting: omitted, base: base), upTo: limit)
}

private func engine(
  _ symbol: String, _ filter: DigitFilter, upTo limit: Int
) throws -> CompiledEngine {
  let term = try CompiledTerm(library.get().path, symbol: symbol)
  return try CompiledEngine(
    SlowSeries(
      .compiled(term.description), filter: filter, limit: .number(WholeNumber(limit))), term)
}

/// The terms of the passing numbers, asked for and added one by one, without any rounding.
private func exactSum(
  _ symbol: String, _ numbers: Range<Int>, _ filter: DigitFilter
) throws -> BoundedSum {
  let function = try library.get().function(symbol)
  var result = BoundedSum()
  for number in numbers where number > 0 && Oracle.passes(number, filter) {
    var k = Int64(number)
    var t = 0.0
    function(&k, &t, 1)
    result.sum.add(t)
    result.magnitudes.add(abs(t))
    result.termCount += 1
  }
  return result
}

/// Whether a sum is within its bound of an exact one, the bound within 2⁻⁹⁰ of Σ|t|, and that right.
private func expectAgreement(_ sum: BoundedSum, _ exact: BoundedSum) {
  #expect(Oracle.agree(sum, exact))
  #expect(sum.termCount == exact.termCount)
  let magnitude = exact.magnitudes.rounded
  if magnitude.isFinite {
    #expect(sum.errorBound <= 0x1p-90 * magnitude)
    #expect(abs(sum.magnitudes.rounded - magnitude) <= 0x1p-40 * magnitude)
  }
}

@Suite struct CompiledEngineTests {
  @Test(arguments: Oracle.filters)
  func sumIsThatOfTheTermsOneByOne(omitted: [String], base: Int) throws {
    let filter = try DigitFilter(omitting: omitted, base: base)
    for limit in [1, 7, 1000, 1024, 12_345] {
      let engine = try engine("alternating", filter, upTo: limit)
      let exact = try exactSum("alternating", 1..<limit + 1, filter)
      #expect(engine.termCount == exact.termCount)
      expectAgreement(engine.sum(of: engine.blocks), exact)
    }
  }

  @Test(arguments: Oracle.counting)
  func conditionsMayCount(
    omitted: [String], exactly: [String], atMost: [String], base: Int
  ) throws {
    let filter = try DigitFilter(
      omitting: omitted, exactly: exactly, atMost: atMost, base: base)
    let engine = try engine("term", filter, upTo: 20_000)
    expectAgreement(
      engine.sum(of: engine.blocks), try exactSum("term", 1..<20_001, filter))
  }

  /// The function gets the very numbers, up to the greatest.
  @Test(arguments: [([], 10), (["9"], 10), (["11"], 2), (["z"], 36)])
  func blocksFarOutAgree(omitted: [String], base: Int) throws {
    let filter = try DigitFilter(omitting: omitted, base: base)
    for limit in [123_456_789_012, 1 << 53 - 1] {
      let engine = try engine("identity", filter, upTo: limit)
      let last = engine.blocks.upperBound - 1
      let numbers = last * engine.numbers.blockLength..<limit + 1
      expectAgreement(
        engine.sum(of: last..<last + 1), try exactSum("identity", numbers, filter))
    }
  }

  /// Σ|t| is the sum of absolute values even where it exceeds every double.
  @Test(
    arguments: [
      "term", "odd", "cancelling", "drifting", "finite", "small", "subnormal", "huge", "greatest",
      "half",
    ], [[], ["9"]])
  func anyFiniteTermsAgree(symbol: String, omitted: [String]) throws {
    let filter = try DigitFilter(omitting: omitted)
    for limit in [1, 2, 9, 1001, 34_567] {
      let engine = try engine(symbol, filter, upTo: limit)
      let exact = try exactSum(symbol, 1..<limit + 1, filter)
      let sum = engine.sum(of: engine.blocks)
      expectAgreement(sum, exact)
      // Where the bound does not decide it, there is no promise.
      if sum.isProven { #expect(sum.value == exact.value) }
    }
  }

  /// Every thousand terms cancel, so that they are added one by one.
  @Test func cancellationInACallLosesNothing() throws {
    let engine = try engine("cancelling", upTo: 500_000)
    let sum = engine.sum(of: engine.blocks)
    #expect(sum.value == 100_000)
    #expect(sum.bound.isZero)
    #expect(sum.magnitudes.rounded == 2e21 + 100_000)
  }

  /// Here sums of a thousand terms are large, and only all of them cancel.
  @Test func cancellationOfCallsLosesNothingButTheProof() throws {
    let engine = try engine("drifting", upTo: 300_000)
    let sum = engine.sum(of: engine.blocks)
    #expect(sum.value == 100_000)
    #expect(sum.errorBound < 1e-8)
  }

  @Test(arguments: ["odd", "subnormal"]) func sumThatWasNotRoundedIsExact(symbol: String) throws {
    let engine = try engine(symbol, upTo: 54_321)
    let sum = engine.sum(of: engine.blocks)
    let exact = try exactSum(symbol, 1..<54_322, DigitFilter(omitting: []))
    #expect(sum.bound.isZero)
    #expect(sum.sum.words == exact.sum.words)
    #expect(sum.magnitudes.words == exact.magnitudes.words)
  }

  @Test(arguments: ["one_nan", "infinite", "minus_infinite", "both_infinite"])
  func whatIsNoFiniteNumberIsCounted(symbol: String) throws {
    let engine = try engine(symbol, upTo: 300_000)
    let sum = engine.sum(of: engine.blocks)
    let exact = try exactSum(symbol, 1..<300_001, DigitFilter(omitting: []))
    #expect(sum.sum.words == exact.sum.words)
    #expect(sum.magnitudes.words == exact.magnitudes.words)
    #expect(sum.value.bitPattern == exact.value.bitPattern)
    #expect(!sum.value.isFinite)
  }

  /// Whatever was in its place before.
  @Test(arguments: [[], ["9"]]) func termThatIsNotStoredIsNaN(omitted: [String]) throws {
    let filter = try DigitFilter(omitting: omitted)
    let engine = try engine("not_all", filter, upTo: 5000)
    let sum = engine.sum(of: engine.blocks)
    let even = stride(from: 3000, through: 5000, by: 2).count { Oracle.passes($0, filter) }
    #expect(sum.value.isNaN)
    #expect(sum.sum.words[Superaccumulator.wordCount - 3] == Int64(even))
  }

  /// Its terms depend on how the numbers are cut into calls, which must not depend on the layout.
  @Test(
    arguments: [([], 10), (["9"], 10), (["314159"], 10), (["11"], 2), (["zz", "0"], 36)],
    ["of_the_call", "small", "huge"])
  func partsAddUpToTheSameBits(condition: ([String], Int), symbol: String) throws {
    let engine = try engine(symbol, condition.0, base: condition.1, upTo: 2_345_678)
    let whole = engine.sum(of: engine.blocks)
    #expect(whole.termCount == engine.termCount)
    for parts in [1, 2, 3, 7, 100] {
      let sums = Mutex<[Int: BoundedSum]>([:])
      DispatchQueue.concurrentPerform(iterations: parts) { index in
        let sum = engine.sum(of: engine.numbers.part(index, of: parts, in: engine.blocks))
        sums.withLock { $0[index] = sum }
      }
      let merged = sums.withLock { $0.values.reduce(into: BoundedSum()) { $0 += $1 } }
      #expect(merged.words == whole.words)
    }
  }

  @Test(arguments: [([], 10), (["9"], 10), (["11"], 2)])
  func lowerLimitKeepsTheBlocksBelowIt(omitted: [String], base: Int) throws {
    func upTo(_ limit: Int) throws -> CompiledEngine {
      try engine("of_the_call", omitted, base: base, upTo: limit)
    }
    let greater = try upTo(1_234_567)
    for limit in [1, 99_999, 100_000, 654_321, 1_234_567] {
      let limited = greater.limited(to: limit)
      let fresh = try upTo(limit)
      #expect(limited.series.limit == .number(WholeNumber(limit)))
      #expect(limited.termCount == fresh.termCount)
      #expect(limited.sum(of: limited.blocks).words == fresh.sum(of: fresh.blocks).words)
      let whole = 0..<limit / greater.numbers.blockLength
      #expect(limited.sum(of: whole).words == greater.sum(of: whole).words)
    }
  }

  @Test func emptyRangeHasNoTerms() throws {
    let engine = try engine("one_nan", upTo: 777_777)
    let sum = engine.sum(of: 3..<3)
    #expect(sum.termCount == 0 && sum.sum.isZero && sum.bound.isZero)
  }
}
