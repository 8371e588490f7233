/// How a task stands.
public enum TaskState: String, CaseIterable, Hashable, Sendable {
  /// Not started yet, or to be run again.
  case waiting
  case running
  case succeeded
  /// Failed, and not to be tried again in its run.
  case failed
  /// Its time was up, likewise.
  case timedOut = "timed-out"
  /// It was running when the farm ended.
  case interrupted
  /// Not run, since a task that it needs failed.
  case skipped

  /// The raw value, where it need not be copied.
  var text: StaticString {
    switch self {
    case .waiting: "waiting"
    case .running: "running"
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .timedOut: "timed-out"
    case .interrupted: "interrupted"
    case .skipped: "skipped"
    }
  }
}
