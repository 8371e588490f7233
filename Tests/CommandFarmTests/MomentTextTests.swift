import CommandFarm
import Glibc
import Testing

@Suite struct MomentTextTests {
  /// 2026-01-31T12:00:00Z.
  static let noon = 1_769_860_800.0

  @Test(arguments: [
    ("2026-01-31T12:00Z", noon), ("2026-01-31T12:00:00z", noon),
    ("2026-01-31T13:00:05+01:00", noon + 5), ("2026-01-31 06:30-0530", noon),
    ("2026-01-31T14:00+02", noon), ("@1769860800", noon), ("@1769860800.5", noon + 0.5),
    ("2024-02-29T00:00:00Z", 1_709_164_800.0),
  ])
  func aMomentWithItsZoneIsAbsolute(_ text: String, _ seconds: Double) {
    #expect(MomentText.seconds(text, after: 0) == seconds)
  }

  @Test func aMomentWithoutAZoneIsLocal() throws {
    let moment = try #require(MomentText.seconds("2026-07-01T18:30:05", after: 0))
    let parts = local(moment)
    #expect(parts.tm_year == 126 && parts.tm_mon == 6 && parts.tm_mday == 1)
    #expect(parts.tm_hour == 18 && parts.tm_min == 30 && parts.tm_sec == 5)
  }

  @Test(arguments: ["18:30", "00:00", "23:59:59", "7:05"])
  func aTimeOfDayIsTheNextOne(_ text: String) throws {
    for now in [Self.noon, Self.noon + 3600 * 11.5, Self.noon + 86_399] {
      let moment = try #require(MomentText.seconds(text, after: now))
      // A day has 25 hours at most.
      #expect(moment > now && moment <= now + 25 * 3600)
      let parts = local(moment)
      let fields = text.split(separator: ":").compactMap { Int32($0) }
      #expect(parts.tm_hour == fields[0] && parts.tm_min == fields[1])
    }
  }

  @Test(arguments: [
    "", "18", "24:00", "18:60", "18:30:60", "18:30:00:00", "noon", "-1:00", "18:+3", "@", "@x",
    "@-5", "@inf", "2026-01-31", "2026-02-29T00:00", "2026-13-01T00:00", "2026-1-31T00:00",
    "2026-01-31T", "2026-01-31T12:00+25", "2026-01-31T12:00+1", "2026-01-31T12:00 Z", "018:30",
  ])
  func anythingElseIsNone(_ text: String) {
    #expect(MomentText.seconds(text, after: Self.noon) == nil)
  }

  private func local(_ moment: Double) -> tm {
    var seconds = time_t(moment)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts
  }
}
