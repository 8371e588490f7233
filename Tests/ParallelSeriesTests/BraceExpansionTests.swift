import ParallelSeries
import Testing

@Suite struct BraceExpansionTests {
  @Test(arguments: [
    ("42", ["42"]),
    ("", [""]),
    ("{0..3}", ["0", "1", "2", "3"]),
    ("{3..0}", ["3", "2", "1", "0"]),
    ("{08..11}", ["08", "09", "10", "11"]),
    ("{8..011}", ["008", "009", "010", "011"]),
    ("{0..2}", ["0", "1", "2"]),
    ("{00..20..10}", ["00", "10", "20"]),
    ("{20..0..10}", ["20", "10", "0"]),
    ("{0..20..-10}", ["0", "10", "20"]),
    ("{-1..1}", ["-1", "0", "1"]),
    ("{-01..1}", ["-01", "000", "001"]),
    ("{a..d}", ["a", "b", "c", "d"]),
    ("{D..A..2}", ["D", "B"]),
    ("{1e3,1e6,inf}", ["1e3", "1e6", "inf"]),
    ("x{,y}", ["x", "xy"]),
    ("{0..1}:{0..2}", ["0:0", "0:1", "0:2", "1:0", "1:1", "1:2"]),
    ("4,{0..1}", ["4,0", "4,1"]),
    ("{a,b{0..1}}z", ["az", "b0z", "b1z"]),
    ("{{a,b},c}", ["a", "b", "c"]),
  ])
  func bracesStandForWhatAShellMakesOfThem(text: String, texts: [String]) {
    let expansion = BraceExpansion(text)
    #expect(expansion.texts == texts)
    #expect(expansion.count == texts.count)
  }

  @Test(arguments: [
    "{7}", "{}", "{a,b", "a,b}", "{1..}", "{..2}", "{1..2..0}", "{a..5}", "{a..F}", "{1...3}",
    "{1..2..3..4}", "}{", "{1..99999999999999999999}",
  ])
  func whatIsNoBraceStaysAsItIs(text: String) {
    #expect(BraceExpansion(text).texts == [text])
    #expect(BraceExpansion(text).count == 1)
  }

  @Test func bracesInsideOfWhatIsNoneAreExpanded() {
    #expect(BraceExpansion("{a{1,2}b}").texts == ["{a1b}", "{a2b}"])
  }

  @Test func tooManyAreCountedBeforeTheyAreMade() {
    #expect(BraceExpansion("{1..1000000000000}").count == 1_000_000_000_000)
    #expect(BraceExpansion(String(repeating: "{0..9}", count: 19)).count == nil)
    #expect(BraceExpansion("{0..9223372036854775807}").count == nil)
    #expect(BraceExpansion("{{1..9223372036854775807},a}").count == nil)
  }

  /// Neither the stack nor the time must depend on what somebody types.
  @Test func deepBracesAreNoDanger() {
    let deep = String(repeating: "{", count: 50_000) + String(repeating: "}", count: 50_000)
    #expect(BraceExpansion(deep).count == 1)
    #expect(BraceExpansion(String(repeating: "{,", count: 50_000)).count == 1)
  }
}
