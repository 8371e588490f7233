import Series
import Summation
import Testing

private func engine(_ omitted: [String], base: Int = 10, upTo limit: Int) throws -> DirectEngine {
  try DirectEngine(
    SlowSeries(filter: DigitFilter(omitting: omitted, base: base), upTo: limit))
}

@Suite struct DirectEngineTests {
  @Test(arguments: Oracle.filters)
  func sumIsThatOfAFullSearch(omitted: [String], base: Int) throws {
    let filter = try DigitFilter(omitting: omitted, base: base)
    for limit in [1, 2, 15, 16, 17, 999, 1000, 1001, 65_536, 123_456] {
      let expected = Oracle.sum(1..<limit + 1, filter)
      let engine = try DirectEngine(SlowSeries(filter: filter, upTo: limit))
      let sum = engine.sum(of: engine.blocks)
      #expect(engine.termCount == expected.termCount)
      #expect(sum.termCount == expected.termCount)
      #expect(Oracle.agree(sum, expected))
    }
  }

  /// Blocks far out, where other kernels are at work and numbers have up to 53 bits.
  @Test(
    arguments: Oracle.filters,
    [1 << 22, 20_000_000, 1 << 27, 3_000_000_000, 1 << 40, 1_234_567_890_123, (1 << 53) - 1])
  func blocksFarOutAgree(condition: ([String], Int), limit: Int) throws {
    let filter = try DigitFilter(omitting: condition.0, base: condition.1)
    let engine = try DirectEngine(SlowSeries(filter: filter, upTo: limit))
    let length = engine.numbers.blockLength
    guard length <= 1 << 21 else { return }
    let last = engine.blocks.upperBound - 1
    let blocks = max(0, last - 1)..<last + 1
    let numbers = blocks.lowerBound * length..<min(blocks.upperBound * length, limit + 1)
    let expected = Oracle.sum(numbers, filter)
    let sum = engine.sum(of: blocks)
    #expect(sum.termCount == expected.termCount)
    #expect(engine.numbers.termCount(in: blocks) == expected.termCount)
    #expect(Oracle.agree(sum, expected))
    #expect(sum.errorBound <= 0x1p-78 * sum.value)
  }

  @Test(arguments: Oracle.filters)
  func partsAddUpToTheSameBits(omitted: [String], base: Int) throws {
    let engine = try engine(omitted, base: base, upTo: 2_345_678)
    let whole = engine.sum(of: engine.blocks)
    for parts in [1, 2, 3, 7, 1000] {
      var merged = BoundedSum()
      var end = engine.blocks.lowerBound
      for index in (0..<parts) {
        let part = engine.numbers.part(index, of: parts, in: engine.blocks)
        #expect(part.lowerBound == end)
        end = part.upperBound
      }
      #expect(end == engine.blocks.upperBound)
      for index in (0..<parts).reversed() {
        merged += engine.sum(of: engine.numbers.part(index, of: parts, in: engine.blocks))
      }
      #expect(merged.words == whole.words)
    }
  }

  @Test(arguments: [(["9"], 10, 123_456), ([], 10, 1 << 53), (["11"], 2, 1 << 53), (["9"], 10, 1)])
  func emptyRangeHasNoTerms(omitted: [String], base: Int, limit: Int) throws {
    let engine = try engine(omitted, base: base, upTo: limit)
    let end = engine.blocks.upperBound
    for block in [0, end / 2, end - 1, end] {
      let sum = engine.sum(of: block..<block)
      #expect(sum.termCount == 0 && sum.sum.isZero && sum.bound.isZero)
      #expect(engine.numbers.termCount(in: block..<block) == 0)
    }
  }

  /// Filters whose rows are long and nearly empty, and one of many long strings: their numbers are
  /// listed by the automaton, which has tests of its own.
  @Test(
    arguments: [
      (["2", "3", "4", "5", "6", "7", "8", "9"], 10), (["0"], 2), (["11"], 2), (["2"], 3),
      ((0..<300).map { String(repeating: "1", count: 6) + String($0 + 512, radix: 2) }, 2),
    ] as [([String], Int)],
    [1 << 30, 1 << 40, 1 << 53])
  func sparseBlocksFarOutAgree(condition: ([String], Int), limit: Int) throws {
    let filter = try DigitFilter(omitting: condition.0, base: condition.1)
    let engine = try DirectEngine(SlowSeries(filter: filter, upTo: limit))
    let automaton = DigitCounts(try DigitAutomaton(filter))
    let block = automaton.number(at: engine.termCount - 1) / engine.numbers.blockLength
    let first = automaton.countBelow(max(1, block * engine.numbers.blockLength))
    let expected = Oracle.sum((first..<engine.termCount).map(automaton.number), filter)
    let sum = engine.sum(of: block..<block + 1)
    #expect(sum.termCount == expected.termCount)
    #expect(Oracle.agree(sum, expected))
    #expect(sum.errorBound <= 0x1p-78 * sum.value)
  }

  @Test func partsHaveEqualNumbersOfTerms() throws {
    for (omitted, base) in [(["9"], 10), (["1"], 10), (["0"], 2), (["8", "9"], 16)] {
      let engine = try engine(omitted, base: base, upTo: 1 << 40)
      let mean = engine.numbers.termCount(in: engine.blocks) / 7
      for index in 0..<7 {
        let terms = engine.numbers.termCount(
          in: engine.numbers.part(index, of: 7, in: engine.blocks))
        #expect(abs(terms - mean) <= 2 << 17)
      }
    }
  }

  @Test func sharesCoverAllBlocksWithEqualNumbersOfTerms() throws {
    for (omitted, base, limit) in [
      (["9"], 10, 100_000_000), (["1"], 10, 1 << 40), (["0"], 2, 1 << 40), ([], 36, 12_345_678_901),
      (["42"], 10, 1000),
    ] {
      let engine = try engine(omitted, base: base, upTo: limit)
      for ranks in [1, 2, 3, 7, 64] {
        let shares = (0..<ranks).map { engine.numbers.share(ofRank: $0, among: ranks) }
        let ranges = shares.joined().filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
        #expect(ranges.first?.lowerBound == 0)
        #expect(ranges.last?.upperBound == engine.blocks.upperBound)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        let mean = engine.termCount / ranks
        for share in shares {
          let terms = share.reduce(0) { $0 + engine.numbers.termCount(in: $1) }
          #expect(abs(terms - mean) <= max(2 << 17, mean / 30))
        }
      }
    }
  }

  @Test func sharesOfWhatIsLeftAreAllOfIt() throws {
    for (omitted, base) in [(["9"], 10), (["9", "0", "5"], 10), ([], 36)] {
      let numbers = try engine(omitted, base: base, upTo: 3_000_000_000).numbers
      let last = numbers.blocks.upperBound
      let ranges = [0..<1, 3..<last / 5, last / 5..<last / 4, last / 2..<last - 7, last - 2..<last]
        .filter { !$0.isEmpty }
      for ranks in [1, 2, 3, 7, 64] {
        let shares = (0..<ranks).map { numbers.share(ofRank: $0, among: ranks, in: ranges) }
        let blocks = shares.joined().sorted { $0.lowerBound < $1.lowerBound }
        #expect(blocks.allSatisfy { !$0.isEmpty })
        // Each block once.
        #expect(blocks.flatMap { Array($0) } == ranges.flatMap { Array($0) })
        let terms = shares.map { $0.reduce(0) { $0 + numbers.termCount(in: $1) } }
        let mean = terms.reduce(0, +) / ranks
        let block = (0..<last).reduce(0) { max($0, numbers.termCount(in: $1..<$1 + 1)) }
        #expect(terms.allSatisfy { abs($0 - mean) <= 17 * block })
      }
      #expect(numbers.share(ofRank: 0, among: 3, in: []).isEmpty)
    }
  }

  @Test(arguments: [(0, 1), (0, 1_000_000), (7, 123_456), (100, 50_000_000), (3, Int.max)])
  func blocksHoldTheTermsThatWereAskedForAndNotABlockMore(first: Int, terms: Int) throws {
    let engine = try engine(["9"], upTo: 1_000_000_000)
    let blocks = engine.numbers.blocks(from: first, terms: terms)
    #expect(blocks.lowerBound == first)
    let all = engine.numbers.termCount(in: first..<engine.blocks.upperBound)
    #expect(engine.numbers.termCount(in: blocks) >= min(terms, all))
    if blocks.upperBound < engine.blocks.upperBound {
      #expect(engine.numbers.termCount(in: first..<blocks.upperBound - 1) < terms)
    } else {
      #expect(terms >= all)
    }
  }

  @Test func exactSumHasNoErrorBound() throws {
    // Powers of two have reciprocals that are doubles; up to 2^20 the sum is one too.
    let engine = try engine(["11", "101", "1001", "10001"], base: 2, upTo: 16)
    let sum = engine.sum(of: engine.blocks)
    #expect(sum.digits == "1.9375")
    #expect(sum.errorBoundText == "0")
    #expect(sum.isProven)
  }

  @Test func limitBeyondExactIntegersIsRefused() throws {
    let filter = try DigitFilter(omitting: ["9"])
    for limit in [SeriesLimit.number(WholeNumber((1 << 53) + 1)), .infinity] {
      #expect(throws: SeriesError.self) {
        try DirectEngine(SlowSeries(filter: filter, limit: limit))
      }
    }
    #expect(throws: SeriesError.self) { try SlowSeries(filter: filter, upTo: 0) }
    #expect(throws: SeriesError.self) { try SlowSeries(filter: filter, upTo: -3) }
    #expect(try DirectEngine(SlowSeries(filter: filter, upTo: 1 << 53)).termCount > 0)
  }

  @Test func baseWhoseRowsAreTooLongIsRefused() throws {
    let series = try SlowSeries(filter: DigitFilter(omitting: ["9"], base: 4097), upTo: 100)
    #expect(throws: SeriesError.self) { try DirectEngine(series) }
  }

  @Test(arguments: Oracle.counting)
  func countingConditionsAreThoseOfAFullSearch(
    omitted: [String], exactly: [String], atMost: [String], base: Int
  ) throws {
    let filter = try DigitFilter(omitting: omitted, exactly: exactly, atMost: atMost, base: base)
    for limit in [1, 9, 99, 100, 998, 999, 1000, 65_535, 123_456] {
      let expected = Oracle.sum(1..<limit + 1, filter)
      let engine = try DirectEngine(SlowSeries(filter: filter, upTo: limit))
      let sum = engine.sum(of: engine.blocks)
      #expect(engine.termCount == expected.termCount)
      #expect(sum.termCount == expected.termCount)
      #expect(Oracle.agree(sum, expected))
    }
  }
}
