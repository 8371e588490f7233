/// How long an attempt may run.
public enum TimeLimit: Hashable, Sendable, Codable {
  /// A number of seconds.
  case seconds(Double)
  /// A percentage of the median duration of the tasks that have succeeded; no limit before the third.
  case percent(Double)
}
