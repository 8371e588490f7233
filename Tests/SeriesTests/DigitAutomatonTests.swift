import Series
import Testing

@Suite struct DigitAutomatonTests {
  @Test(arguments: Oracle.filters)
  func countsAreThoseOfAFullSearch(omitted: [String], base: Int) throws {
    let filter = try DigitFilter(omitting: omitted, base: base)
    let automaton = DigitCounts(try DigitAutomaton(filter))
    var count = 0
    for number in 1...3_000 {
      #expect(automaton.countBelow(number) == count)
      if Oracle.passes(number, filter) {
        #expect(automaton.number(at: count) == number)
        count += 1
      }
    }
  }

  @Test func largeCountsAreKnownOnes() throws {
    // 9^n numbers up to 10^n have no 9; F(42) = 267914296 binary strings of 40 digits have no 11.
    let no9 = DigitCounts(try DigitAutomaton(DigitFilter(omitting: ["9"])))
    #expect(no9.countBelow(1_000_000_000_000_000 + 1) == 205_891_132_094_649)
    let no11 = DigitCounts(try DigitAutomaton(DigitFilter(omitting: ["11"], base: 2)))
    #expect(no11.countBelow(1 << 40) == 267_914_295)
  }
}
