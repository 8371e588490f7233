/// What an attempt came to, as pictures colour it.
enum ShownOutcome: String, CaseIterable {
  case succeeded, failed
  case timedOut = "timed-out"
  /// Its rank or node was lost, and nobody knows what it has done.
  case lost
  /// Ended by the farm or with it, which is no fault of the task.
  case interrupted
  case running

  /// Whether it failed by itself.
  var isFailure: Bool { self == .failed || self == .timedOut || self == .lost }
}

extension AttemptRow {
  /// What the attempt came to.
  var outcome: ShownOutcome {
    switch AttemptOutcome(reason: reason, exit: Int(exit), signal: Int(signal)) {
    case .succeeded: .succeeded
    case .failed("timed-out", _, _): .timedOut
    case .failed("lost", _, _): .lost
    case .failed: .failed
    case .unfinished: reason == "running" ? .running : .interrupted
    }
  }
}
