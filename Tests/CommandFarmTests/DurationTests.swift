import CommandFarm
import Testing

@Suite struct DurationTests {
  @Test(arguments: [
    ("0", 0), ("90", 90), ("0.5", 0.5), ("30s", 30), ("5m", 300), ("2h", 7200), ("1d", 86400),
    ("1.5h", 5400), ("1h30m", 5400), ("1d2h3m4.5s", 93784.5), ("007", 7),
  ])
  func aDurationIsRead(text: String, expected: Double) {
    #expect(seconds(ofDuration: text) == expected)
    #expect(TimeLimit(text: text) == .seconds(expected))
  }

  @Test(arguments: [
    "", " ", "s", "5 m", "-1", "+1", "1e3", "0x10", "inf", "nan", "1h30", "30m1h", "1m1m", "5min",
    "1.", ".5", "1..5", "1,5", "5M", "m5", "5m ", "٣", "%",
    String(repeating: "9", count: 400), String(repeating: "9", count: 308) + "d",
  ])
  func whatIsNoDurationIsRefused(text: String) {
    #expect(seconds(ofDuration: text) == nil)
    #expect(TimeLimit(text: text) == nil)
  }

  @Test func aTimeLimitMayBeAPercentage() {
    #expect(TimeLimit(text: "300%") == .percent(300))
    #expect(TimeLimit(text: "12.5%") == .percent(12.5))
    for text in ["0%", "-5%", "5m%", "5%%", "5 %"] { #expect(TimeLimit(text: text) == nil) }
  }
}
