import Series
import Testing

private func message(_ omitted: [String], base: Int = 10) -> String? {
  do throws(SeriesError) {
    _ = try DigitFilter(omitting: omitted, base: base)
    return nil
  } catch {
    return error.description
  }
}

@Suite struct DigitFilterTests {
  @Test func stringsAreLowerCasedAndKeptOnce() throws {
    let filter = try DigitFilter(omitting: ["Ff", "0", "fF", "0"], base: 16)
    #expect(filter.omitted.map(\.description) == ["ff", "0"])
    // The Kelvin sign's lower case is k, but it is no digit.
    #expect(message(["k", "\u{212A}"], base: 36) != nil)
    #expect(filter.base == 16)
    #expect(filter.description == "no ff, no 0 (base 16)")
    #expect(try DigitFilter(omitting: ["Z"], base: 36).omitted.map(\.description) == ["z"])
  }

  @Test func baseOutOfRangeIsRefused() {
    #expect(message(["0"], base: 1)?.contains("base 1") == true)
    #expect(message(["0"], base: 1_000_001)?.contains("base 1000001") == true)
    #expect(message(["0"], base: -5)?.contains("base -5") == true)
    #expect(message(["0"], base: 2) == nil)
    #expect(message(["0"], base: 36) == nil)
  }

  @Test func stringsThatAreNoDigitsAreRefused() {
    #expect(message([""])?.contains("empty") == true)
    #expect(message(["4,2"])?.contains("comma") == true)
    for (string, base) in [
      ("a", 10), ("9", 9), ("g", 16), ("-1", 10), ("1 2", 10), ("٣", 10), ("2", 2),
    ] {
      #expect(message([string], base: base)?.contains("'\(string)'") == true)
    }
  }
}
