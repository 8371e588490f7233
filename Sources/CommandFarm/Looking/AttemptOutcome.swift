/// What an attempt came to, for those who count.
enum AttemptOutcome {
  case succeeded
  /// Failed, in a way that the store describes with these words and numbers.
  case failed(reason: String, exit: Int, signal: Int)
  /// Was ended with its farm or by its policy, which says nothing of the task; or runs.
  case unfinished

  /// What a record of the store means.
  init(reason: String, exit: Int, signal: Int) {
    switch reason {
    case "exited", "signalled":
      self =
        exit == 0 && signal == 0
        ? .succeeded : .failed(reason: reason, exit: exit, signal: signal)
    case "timed-out", "lost": self = .failed(reason: reason, exit: 0, signal: 0)
    case "not-started": self = .failed(reason: reason, exit: exit, signal: 0)
    default: self = .unfinished
    }
  }

  var hasSucceeded: Bool {
    if case .succeeded = self { true } else { false }
  }
}
