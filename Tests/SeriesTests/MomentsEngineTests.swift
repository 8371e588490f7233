import Series
import Summation
import Testing

private func engine(
  _ omitted: [String], exactly: [String] = [], atMost: [String] = [], base: Int = 10,
  _ limit: SeriesLimit
) throws -> MomentsEngine {
  MomentsEngine(
    try SlowSeries(
      filter: DigitFilter(omitting: omitted, exactly: exactly, atMost: atMost, base: base),
      limit: limit))
}

private func number(_ text: String) throws -> SeriesLimit {
  .number(try #require(WholeNumber(decimalDigits: text.compactMap(\.wholeNumberValue))))
}

@Suite struct MomentsEngineTests {
  static let limits = [1, 2, 9, 10, 11, 89, 99, 100, 101, 999, 1000, 65_536, 123_456]

  @Test(arguments: Oracle.filters)
  func sumIsThatOfAFullSearch(omitted: [String], base: Int) throws {
    for limit in Self.limits {
      let engine = try engine(omitted, base: base, .number(WholeNumber(limit)))
      try expectSearched(engine, limit)
    }
  }

  @Test(arguments: Oracle.counting)
  func countingSumIsThatOfAFullSearch(
    omitted: [String], exactly: [String], atMost: [String], base: Int
  ) throws {
    for limit in Self.limits {
      let engine = try engine(
        omitted, exactly: exactly, atMost: atMost, base: base, .number(WholeNumber(limit)))
      try expectSearched(engine, limit)
    }
  }

  private func expectSearched(_ engine: MomentsEngine, _ limit: Int) throws {
    let expected = Oracle.sum(1..<limit + 1, engine.series.filter)
    for bits in [96, 700] {
      #expect(try engine.sum(bits: bits).overlaps(Enclosure(expected)))
    }
    #expect(engine.termCount == .exact("\(expected.termCount)"))
  }

  /// Where every term is evaluated by another engine.
  @Test(arguments: [(["9"], 10), (["42"], 10), (["0", "12"], 3), (["11"], 2), (["f"], 16)])
  func sumAgreesWithThatOfAllTerms(omitted: [String], base: Int) throws {
    for limit in [10_000_019, 98_765_432] {
      let series = try SlowSeries(filter: DigitFilter(omitting: omitted, base: base), upTo: limit)
      let direct = try DirectEngine(series)
      let sum = direct.sum(of: direct.blocks)
      let moments = MomentsEngine(series)
      #expect(try moments.sum(bits: 96).overlaps(Enclosure(sum)))
      #expect(moments.termCount == .exact("\(sum.termCount)"))
    }
  }

  /// More bits never contradict fewer: the enclosures of one number all meet.
  @Test(arguments: Oracle.filters)
  func enclosuresOfAnyWidthMeet(omitted: [String], base: Int) throws {
    for limit in [try number("123456789012345678901234567890123456789"), .infinity] {
      let engine = try engine(omitted, base: base, limit)
      if limit == .infinity && engine.diverges {
        #expect(throws: SeriesError.self) { try engine.sum(bits: 96) }
        continue
      }
      let sums = try [1, 64, 96, 120, 130, 200, 500, 1500].map { try engine.sum(bits: $0) }
      for sum in sums { #expect(sum.overlaps(sums[sums.count - 1])) }
    }
  }

  @Test func wantedBitsAreGiven() throws {
    let engine = try engine(["9"], .infinity)
    for decimals in [1, 15, 60, 300, 1000] {
      #expect(try engine.sum(decimals: decimals).decimal(places: decimals) != nil)
    }
    #expect(try engine.sum(decimals: nil).isProven)
  }

  @Test func aTieIsNotDecided() throws {
    // 1/8 to two decimals.
    let engine = try engine(["1", "2", "3", "4", "5", "6", "7", "9"], try number("8"))
    #expect(try engine.sum(decimals: 2).decimal(places: 2) == nil)
    #expect(try engine.sum(decimals: 3).decimal(places: 3) == "0.125")
  }

  @Test(arguments: [
    (["9"], [], 10), (["42"], [], 10), ([], ["9:1"], 10), (["11"], [], 2), (["2"], [], 3),
  ])
  func aPowerIsSummedAsItsDigitsAre(omitted: [String], exactly: [String], base: Int) throws {
    for exponent in [3, 12, 1000, 1001, 2117] {
      let power = try engine(
        omitted, exactly: exactly, base: base, .power(base: base, exponent: exponent))
      let digits = try engine(
        omitted, exactly: exactly, base: base,
        .number(#require(WholeNumber(power: base, exponent))))
      #expect(try power.sum(bits: 150).overlaps(digits.sum(bits: 150)))
      #expect(power.termCount == digits.termCount)
    }
  }

  @Test func largeBasesAreTaken() throws {
    // Without the digit 0 of a large base the sum is near base · ln base.
    let sum = try engine(["0"], base: 100_000, .infinity).sum(bits: 96)
    #expect(abs(sum.value - 100_000 * 11.512925) < 20)
    let power = try engine(["7"], base: 5000, .power(base: 5000, exponent: 1100)).sum(bits: 96)
    let digits = try engine(
      ["7"], base: 5000, .number(#require(WholeNumber(power: 5000, 1100)))
    ).sum(bits: 96)
    #expect(power.overlaps(digits))
    let counted = try engine(["999"], base: 1000, .power(base: 1000, exponent: 20_000)).termCount
    #expect(counted.description.hasSuffix("e59991"))
  }

  @Test func manyStatesAreSummedToThousandsOfDigits() throws {
    let engine = try engine([], atMost: ["0:300"], .power(base: 10, exponent: 1001))
    #expect(try engine.sum(bits: 96).isProven)
    #expect(throws: SeriesError.self) {
      try MomentsEngine(
        SlowSeries(
          filter: DigitFilter(omitting: [], atMost: ["0:300"]),
          limit: .power(base: 10, exponent: 1_000_000))
      ).sum(bits: 96)
    }
  }

  @Test func hugePowersAreAnsweredAtOnce() throws {
    // 9^(10^9) - 1 numbers below 10^(10^9) have no 9, and the power itself has none.
    let engine = try engine(["9"], .power(base: 10, exponent: 1_000_000_000))
    #expect(engine.termCount == .about("2.7499504881e954242509"))
    #expect(try engine.sum(decimals: nil).value == 22.92067661926415)
  }

  @Test func everyNumberIsTheHarmonicSeries() throws {
    // H_10^20 = ln 10^20 + 0.577… + 1/(2·10^20) - …
    let engine = try engine([], try number("1" + String(repeating: "0", count: 20)))
    #expect(engine.diverges && !engine.isFinite && !engine.isEmpty)
    #expect(engine.termCount == .exact("1" + String(repeating: "0", count: 20)))
    #expect(try engine.sum(bits: 120).decimal(places: 20) == "46.62891752478244654097")
  }

  @Test func degenerateConditionsAreTold() throws {
    let pairs = (0...99).map { $0 < 10 ? "0\($0)" : "\($0)" }
    let finite = try engine(pairs, .infinity)
    #expect(finite.isFinite && !finite.isEmpty && !finite.diverges)
    #expect(finite.termCount == .exact("9") && finite.all == .exact("9"))
    #expect(try finite.sum(decimals: 6).decimal(places: 6) == "2.828968")
    let empty = try engine((1...9).map(String.init), .infinity)
    #expect(empty.isEmpty && empty.isFinite && !empty.diverges)
    #expect(empty.termCount == .exact("0"))
    #expect(try empty.sum(decimals: 5).decimal(places: 5) == "0.00000")
    let none = try engine([], exactly: ["9:3"], try number("998"))
    #expect(!none.isEmpty && none.termCount == .exact("0"))
    #expect(try none.sum(decimals: nil).value == 0)
    #expect(try engine([], exactly: ["1:1"], base: 2, .infinity).sum(decimals: 9).value == 2)
    #expect(!(try engine([], atMost: ["0:5"], .infinity).diverges))
  }

  @Test func everyTeamIsGivenTheSameEnds() async throws {
    for (limit, bits) in [
      (SeriesLimit.infinity, 96), (.infinity, 3000), (try number("98765432109876543210"), 2000),
      (.power(base: 10, exponent: 12_345_678), 300),
    ] {
      let engine = try engine(["9"], exactly: ["42:1"], limit)
      let alone = try engine.sum(bits: bits)
      for (ranks, threads) in [(1, 3), (3, 1), (2, 2)] {
        let sums = try await TestTeam.run(ranks: ranks, threads: threads) {
          try engine.sum(bits: bits, team: $0)
        }
        #expect(sums.count == ranks && sums.allSatisfy { $0 == alone })
      }
    }
  }
}
