import Series
import Summation
import Testing

@Suite struct ThresholdTests {
  private func threshold(
    _ value: String, _ omitted: [String], exactly: [String] = [], base: Int = 10
  ) throws -> Threshold {
    let filter = try DigitFilter(omitting: omitted, exactly: exactly, base: base)
    let engine = MomentsEngine(try SlowSeries(filter: filter, limit: .infinity))
    return try engine.threshold(exceeding: #require(DecimalNumber(value)))
  }

  private func number(_ value: Int) -> Threshold { .number(WholeNumber(value)) }

  /// Against a search through all numbers.
  @Test(arguments: Oracle.filters)
  func smallThresholdsAreThoseOfAFullSearch(omitted: [String], base: Int) throws {
    let filter = try DigitFilter(omitting: omitted, base: base)
    var values = ["0.5", "1.25", "2.718281828", "4", "6.5"][...]
    var sum = BoundedSum()
    for k in 1...20_000 where Oracle.passes(k, filter) {
      sum += Oracle.sum(k..<k + 1, filter)
      while let value = values.first, sum.value > Double(value) ?? 0 {
        #expect(try threshold(value, omitted, base: base) == number(k), "\(value)")
        values.removeFirst()
      }
    }
  }

  @Test func whatIsReachedExactlyIsNotExceeded() throws {
    // 1, and 1 + 1/2 + 1/3 + 1/6 = 2.
    #expect(try threshold("1", ["9"]) == number(2))
    #expect(try threshold("1.5", ["9"]) == number(3))
    let omitted = ["0", "4", "5", "7", "8", "9", "11", "12", "13"]
    #expect(try threshold("2", omitted) == number(16))
    // 1/10, and 1 + 1/10, and all of 1.
    #expect(try threshold("0.1", [], exactly: ["0:1"]) == number(20))
    #expect(try threshold("1.1", ["2", "3", "4", "5", "6", "7", "8", "9"]) == number(11))
    guard case .never = try threshold("1", ["00", "01", "10", "11"], base: 2) else {
      Issue.record("the sum is 1")
      return
    }
  }

  @Test func harmonicThresholdsAreThePublishedOnes() throws {
    // OEIS A002387.
    #expect(try threshold("10", []) == number(12_367))
    #expect(try threshold("20", []) == number(272_400_600))
    #expect(
      try threshold("100", []).description == "15092688622113788323693563264538101449859497")
  }

  @Test func longThresholdsHaveTheirDigitsCounted() throws {
    // R. Baillie: the sum without 314159 exceeds a million between 10^569679 and 10^569680.
    guard case .about(let text, let digits) = try threshold("1000000", ["314159"]) else {
      Issue.record("the number has too many digits to be written out")
      return
    }
    #expect(digits == 569_680)
    #expect(text.hasSuffix("e569679"))
  }

  @Test func theLimitNeedNotBeKnown() throws {
    // Without a string that is too long for it.
    #expect(try threshold("20", ["12345678901234"]) == number(272_400_600))
    let filter = try DigitFilter(omitting: [], atMost: ["0:10000"])
    let engine = MomentsEngine(try SlowSeries(filter: filter, limit: .infinity))
    #expect(try engine.threshold(exceeding: #require(DecimalNumber("15"))) == number(1_835_421))
  }

  @Test func largeBasesHaveLongNumbersToo() throws {
    guard case .about(let text, let digits) = try threshold("6000", ["999"], base: 1000) else {
      Issue.record("the number has too many digits to be written out")
      return
    }
    #expect(text.hasSuffix("e\(digits - 1)") && digits > 1000)
  }

  @Test func aSumThatIsNotMoreNeverExceeds() throws {
    guard case .never(let limit) = try threshold("23", ["9"]) else {
      Issue.record("the whole sum is less than 23")
      return
    }
    #expect(limit.value == 22.92067661926415)
    guard case .never = try threshold("0.1", ["1", "2", "3", "4", "5", "6", "7", "8", "9"]) else {
      Issue.record("an empty sum exceeds nothing")
      return
    }
  }

  /// The sum up to the number exceeds the value, and that up to one less does not.
  @Test(arguments: [
    ("22", ["9"], [], 10), ("22.92", ["9"], [], 10), ("150", ["42"], [], 10),
    ("3.7", ["11"], [], 2),
    ("23.04", [], ["9:1"], 10), ("40", ["0"], [], 16), ("2.6", ["2"], [], 3),
    ("15", ["7"], [], 100), ("20", ["0,1"], [], 5000),
  ])
  func theNumberIsTheLeast(
    value: String, omitted: [String], exactly: [String], base: Int
  ) throws {
    guard case .number(let number) = try threshold(value, omitted, exactly: exactly, base: base)
    else {
      Issue.record("the number can be written out")
      return
    }
    let filter = try DigitFilter(omitting: omitted, exactly: exactly, base: base)
    var digits = number.description.compactMap(\.wholeNumberValue)
    func sum() throws -> Enclosure {
      let limit = SeriesLimit.number(try #require(WholeNumber(decimalDigits: digits)))
      return try MomentsEngine(SlowSeries(filter: filter, limit: limit)).sum(bits: 900)
    }
    let bound = Enclosure(
      lower: [0, UInt64(try #require(Double(value)))], width: 0, fractionBits: 64)
    if !value.contains(".") { #expect(try sum().isCertainlyAbove(bound)) }
    let exceeding = try sum()
    var index = digits.count - 1
    while digits[index] == 0 {
      digits[index] = 9
      index -= 1
    }
    digits[index] -= 1
    let before = try sum()
    #expect(exceeding.isCertainlyAbove(before))
    if !value.contains(".") { #expect(before.isCertainlyAtMost(bound)) }
  }
}

extension Threshold {
  /// The number, where it is written out.
  fileprivate var description: String {
    if case .number(let number) = self { number.description } else { "?" }
  }
}
