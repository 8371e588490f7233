import FoundationEssentials

/// The moment when the program began its work.
struct ProgramStart {
  private let instant = ContinuousClock.now
  private let time = Date.now

  /// The seconds that have passed since.
  var secondsSince: Double { (ContinuousClock.now - instant) / .seconds(1) }

  /// The moment in ISO 8601, UTC, such as `2026-01-31T12:00:00Z`.
  var timeText: String { time.formatted(.iso8601) }
}
