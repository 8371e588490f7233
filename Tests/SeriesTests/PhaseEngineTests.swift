import Series
import Summation
import Testing

private func phaseEngine(_ term: Term, upTo limit: Int) throws -> PhaseEngine {
  try PhaseEngine(
    SlowSeries(
      term, filter: DigitFilter(omitting: []), limit: .number(WholeNumber(limit))))
}

private func cosine(_ theta: String) throws -> Term {
  .cosine(try #require(ExactNumber(theta)))
}

/// What a correctly rounded decimal number stands for.
private func interval(_ decimal: String) throws -> BoundedSum {
  let digits = decimal.filter { $0 != "-" && $0 != "." }
  let places = try #require(decimal.split(separator: ".").last).count
  // Digit by digit: 10^-place in double-double is good to 2⁻⁹⁷ of it for up to 50 places.
  var result = BoundedSum()
  var weight = DoubleDouble(1)
  for digit in digits.compactMap(\.wholeNumberValue) {
    let part = weight * DoubleDouble(Double(decimal.hasPrefix("-") ? -digit : digit))
    result.sum.add(part.high)
    result.sum.add(part.low)
    weight = weight / DoubleDouble(10)
  }
  #expect(digits.count == places + 1)
  result.bound.add(0x1p-96 * abs(result.value) + 10 * weight.high)
  return result
}

@Suite struct PhaseEngineTests {
  static let terms: [Term] = [
    .alternating, .leibniz, .cosine(ExactNumber(1)), .cosine(ExactNumber(-22)),
    .cosine(ExactNumber("1/10") ?? ExactNumber(1)),
  ]

  /// Values of `Tests/Reference/series.json`; that of 10⁸ for θ = 1 is −ln(2 sin ½) less its
  /// asymptotic tail, computed with 260 bits.
  @Test(
    arguments: [
      ("1", 10_000, "0.04194393724456288582601134125029005608038"),
      ("1", 1_000_000, "0.04201965387100964872136275881241479072807"),
      ("1", 100_000_000, "0.04201951253521255543413586778100217041088"),
      ("1", 1_000_000_000, "0.04201950674389241759291168200318577721780"),
      ("1/10", 100_000_000, "2.303001831871832047031714987591616978773"),
      ("0x1.999999999999ap-4", 10_000, "2.303855539203313795395097588828240457246"),
      ("0x1.999999999999ap-4", 1_000_000, "2.303001651998085978635684677179460025911"),
    ])
  func cosinesAreThoseOfTheReferences(theta: String, limit: Int, expected: String) throws {
    try check(cosine(theta), limit, expected)
  }

  @Test(
    arguments: [
      (.alternating, 1_000_000, "0.6931466805601953094172319964581765683255"),
      (.alternating, 1_000_000_000, "0.6931471800599453096672321214581765679505"),
      (.leibniz, 100_000_000, "3.141592643589793238462643633279502884197"),
    ] as [(Term, Int, String)])
  func signsAreThoseOfTheReferences(term: Term, limit: Int, expected: String) throws {
    try check(term, limit, expected)
  }

  private func check(_ term: Term, _ limit: Int, _ expected: String) throws {
    let engine = try phaseEngine(term, upTo: limit)
    let sum = engine.sum(of: engine.blocks)
    #expect(try Oracle.agree(sum, interval(expected)))
    #expect(sum.errorBound < 2e-21)
    #expect(sum.isProven && sum.value == Double(expected))
    #expect(sum.termCount == limit && engine.termCount == limit)
  }

  /// cos kθ for θ = 1 by a recurrence in double-double, and signs as they are: every place where
  /// runs and blocks begin and end.
  @Test func sumsAreThoseOfSingleTerms() throws {
    let limits = [
      1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 1000, 1023, 1024, 1025, 65_535, 65_536, 65_599, 65_600,
      65_601, 66_559, 66_560, 66_561, 70_000, 131_071, 131_072, 131_200,
    ]
    let unit = (
      cosine: DoubleDouble.sum(0x1.14a280fb5068cp-1, -0x1.b71edcc9344bcp-55),
      sine: DoubleDouble.sum(0x1.aed548f090ceep-1, 0x1.06374f484e288p-59)
    )
    var (cosine, sine) = (DoubleDouble(1), DoubleDouble(0))
    var sums = [BoundedSum(), BoundedSum(), BoundedSum()]
    let terms: [Term] = [.cosine(ExactNumber(1)), .alternating, .leibniz]
    for k in 1...131_200 {
      (cosine, sine) = (
        cosine * unit.cosine - sine * unit.sine, sine * unit.cosine + cosine * unit.sine
      )
      let sign = DoubleDouble(k % 2 == 0 ? -1 : 1)
      let values = [
        cosine * .reciprocal(Double(k)), sign * .reciprocal(Double(k)),
        sign * DoubleDouble(4) * .reciprocal(Double(2 * k - 1)),
      ]
      for (index, value) in values.enumerated() {
        sums[index].sum.add(value.high)
        sums[index].sum.add(value.low)
        sums[index].magnitudes.add(abs(value.high))
        // The recurrence turns by 2⁻¹⁰² too much or too little a step.
        sums[index].bound.add(0x1p-101 * (index == 0 ? 1 : 1 / Double(k)))
      }
      guard limits.contains(k) else { continue }
      for (term, expected) in zip(terms, sums) {
        let engine = try phaseEngine(term, upTo: k)
        let sum = engine.sum(of: engine.blocks)
        #expect(sum.termCount == k)
        #expect(Oracle.agree(sum, expected), "\(term), N = \(k)")
        #expect(sum.errorBound <= (k < 65_599 ? 1e-28 : 1e-21))
        let difference = (sum.magnitudes - expected.magnitudes).rounded
        #expect(abs(difference) <= 1e-4 * expected.magnitudes.rounded)
      }
    }
  }

  /// The terms of the last block, which ends at the limit, computed with mpmath and 260 bits.
  @Test(
    arguments: [
      ("1", 1_050_076, "-0.0000005809412034669947726385325207238142"),
      ("1", 20_000_000, "-0.00000006634218565562377154081952778630138"),
      ("1", 1_234_567_890_123, "-0.000000000001623594086273450757622804803675097"),
      ("1", (1 << 53) - 1, "-0.0000000000000001677920513701124435520055929028652"),
      ("1/10", 1_050_076, "0.000006284793988895841559499504379383466"),
      ("1/10", 20_000_000, "-0.0000002095820944767833263768508626848474"),
      ("1/10", 1_234_567_890_123, "-0.000000000004630767627721598788828738096757722"),
      ("1/10", (1 << 53) - 1, "-0.0000000000000002444659155698733519736401331897772"),
      ("22/7", 1_050_076, "0.0000002476502662427544418654267780852175"),
      ("22/7", 20_000_000, "0.00000001374773259954567309635869905286191"),
      ("22/7", 1_234_567_890_123, "-0.0000000000004445030690343463235890234031091785"),
      ("22/7", (1 << 53) - 1, "-0.000000000000000006253948003436594687523731507160943"),
    ])
  func lastBlocksAgree(theta: String, limit: Int, expected: String) throws {
    let engine = try phaseEngine(cosine(theta), upTo: limit)
    let last = engine.blocks.upperBound - 1
    let sum = engine.sum(of: last..<last + 1)
    #expect(try Oracle.agree(sum, interval(expected)))
    #expect(sum.errorBound < 0x1p-70 * sum.magnitudes.rounded)
  }

  /// Up to the greatest limits signs are exact, so that every cut can be tested.
  @Test(
    arguments: [
      (.alternating, 1 << 20), (.alternating, 1 << 40), (.alternating, (1 << 53) - (1 << 16)),
      (.leibniz, 1 << 20), (.leibniz, 1 << 40), (.leibniz, (1 << 52) - (1 << 16)),
    ] as [(Term, Int)])
  func signsFarOutAgree(term: Term, first: Int) throws {
    var expected = BoundedSum()
    for k in first..<first + 3000 {
      let number = Double(term == .leibniz ? 2 * k - 1 : k)
      let value = DoubleDouble.reciprocal(number) * DoubleDouble(term == .leibniz ? 4 : 1)
      expected.sum.add(k % 2 == 0 ? -value.high : value.high)
      expected.sum.add(k % 2 == 0 ? -value.low : value.low)
      expected.magnitudes.add(value.high)
      expected.bound.add(0x1p-103 * value.high)
      guard k % 61 == 0 || [0, 1, 1023].contains(k % 1024) else { continue }
      let engine = try phaseEngine(term, upTo: k)
      let block = first >> 16
      let sum = engine.sum(of: block..<block + 1)
      #expect(sum.termCount == k - first + 1)
      #expect(Oracle.agree(sum, expected))
      #expect(sum.errorBound < 0x1p-70 * sum.magnitudes.rounded)
      let difference = (sum.magnitudes - expected.magnitudes).rounded
      #expect(abs(difference) <= 1e-3 * expected.magnitudes.rounded)
    }
  }

  /// An angle of almost zero makes the harmonic sum, in which nothing cancels: so its error is the
  /// greatest that the engine makes.
  @Test(arguments: [1, 1 << 16, 1 << 20, 1 << 21, 1 << 30])
  func harmonicSumsAgree(first: Int) throws {
    var expected = BoundedSum()
    for k in first..<first + (1 << 16) {
      let value = DoubleDouble.reciprocal(Double(k))
      expected.sum.add(value.high)
      expected.sum.add(value.low)
      expected.bound.add(0x1p-104 * value.high)
    }
    let engine = try phaseEngine(cosine("1e-400"), upTo: first + (1 << 16) - 1)
    let sum = engine.sum(of: first >> 16..<engine.blocks.upperBound)
    #expect(sum.termCount == 1 << 16)
    #expect(Oracle.agree(sum, expected))
    let difference = (sum.magnitudes - expected.sum).rounded
    #expect(abs(difference) <= 1e-4 * expected.value)
  }

  @Test(arguments: terms)
  func partsAddUpToTheSameBits(term: Term) throws {
    let engine = try phaseEngine(term, upTo: 2_345_678)
    let whole = engine.sum(of: engine.blocks)
    for parts in [1, 2, 3, 7, 100] {
      var merged = BoundedSum()
      for index in (0..<parts).reversed() {
        merged += engine.sum(of: engine.numbers.part(index, of: parts, in: engine.blocks))
      }
      #expect(merged.words == whole.words)
    }
    let shorter = engine.limited(to: 1_345_678)
    let blocks = 0..<shorter.blocks.upperBound - 1
    #expect(shorter.sum(of: blocks).words == engine.sum(of: blocks).words)
    let short = try phaseEngine(term, upTo: 1_345_678)
    #expect(shorter.sum(of: shorter.blocks).words == short.sum(of: short.blocks).words)
    #expect(shorter.termCount == 1_345_678)
    #expect(engine.sum(of: 5..<5).words == BoundedSum().words)
  }

  /// FNV-1a of the words: the same for every instruction set.
  @Test(
    arguments: [
      (.alternating, 0x6b84_0dee_892c_7278), (.leibniz, 0x83ef_7970_da37_483c),
      (.cosine(ExactNumber(1)), 0x6df3_e261_76d0_864b),
      (.cosine(ExactNumber(-22)), 0x1dc1_95f5_50b8_2526),
    ] as [(Term, UInt64)])
  func wordsAreTheSameOnEveryMachine(term: Term, expected: UInt64) throws {
    let engine = try phaseEngine(term, upTo: 3_000_001)
    let hash = engine.sum(of: engine.blocks).words.reduce(0xcbf2_9ce4_8422_2325) { hash, word in
      (hash ^ UInt64(bitPattern: word)) &* 0x100_0000_01b3
    }
    #expect(hash == expected, "\(String(hash, radix: 16))")
  }

  /// θ/4π modulo 1 as Python's integers have it, with 3000 bits of π.
  @Test(
    arguments: [
      ("1", 0x145f_306d_c9c8_82a5_3f84_eafa_3ea6_9bb8, 0x1b6c_52b3_2788_7208),
      ("-1", 0x145f_306d_c9c8_82a5_3f84_eafa_3ea6_9bb8, 0x1b6c_52b3_2788_7208),
      ("0.1", 0x0209_84d7_c760_d9dd_5326_e44c_3977_0f92, 0x6924_6eab_83f4_0b67),
      ("0x1.999999999999ap-4", 0x0209_84d7_c760_d9e5_793a_4369_bcde_84df, 0x04b5_9f91_6032_550b),
      ("22/7", 0x4006_9834_7a2d_0850_7e7d_2ba4_c4e7_0df9, 0x7ac2_287c_331a_8af5),
      (
        "1" + String(repeating: "0", count: 298) + "7/3", 0xaa16_0f33_559b_33c4_1729_c15a_8e74_73f6,
        0x967e_8007_041b_38b9
      ),
      (
        String(repeating: "1234567890", count: 30) + "/"
          + String(repeating: "987654321", count: 20),
        0xa0ad_afe3_1af9_6513_e9d5_c4ca_13b7_b552, 0xa91d_bddf_ffc2_d231
      ),
      ("1e-400", 0, 0),
    ] as [(String, UInt128, UInt64)])
  func anglesAreExact(theta: String, high: UInt128, low: UInt64) throws {
    let term = try PhaseTerm(cosine(theta))
    #expect(term.step == high && term.stepLow == low)
  }

  @Test func whatCannotBeReachedIsRefused() throws {
    for (term, limit) in try [
      (.alternating, (1 << 53) + 1), (.leibniz, (1 << 52) + 1), (.reciprocal, 100),
      (cosine("0"), 100), (cosine("1e300"), 100),
    ] as [(Term, Int)] {
      #expect(throws: SeriesError.self) { try phaseEngine(term, upTo: limit) }
    }
    #expect(try phaseEngine(.alternating, upTo: 1 << 53).termCount == 1 << 53)
    #expect(try phaseEngine(.leibniz, upTo: 1 << 52).termCount == 1 << 52)
    #expect(try phaseEngine(cosine("1e299"), upTo: 100).termCount == 100)
  }
}
