/// How a task ended.
public enum TaskOutcome: UInt8, Sendable, Hashable {
  /// It was run; the payload is what the runner made of it.
  case succeeded
  /// It was run and failed; the payload says how, in the runner's terms.
  case failed
  /// It was cancelled, before its start or by the runner; without payload.
  case cancelled
}
