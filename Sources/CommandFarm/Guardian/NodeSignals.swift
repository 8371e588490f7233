#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Signals that a scheduler has sent to everything that a job has on this node, commands among it.
///
/// Slurm does so when it warns or ends a job. The guardian, which blocks all signals, has got them as well:
/// that tells a command that was ended with all the rest from one that has failed.
struct NodeSignals {
  /// When each signal was noticed last.
  private var noticed: [Int32: Double] = [:]

  /// Whether signals to the whole node are the reason why a command did not succeed.
  ///
  /// - Parameters:
  ///   - exit: the command's exit status; 0 if it died of a signal.
  ///   - signal: the signal that it died of, or 0.
  ///   - now: the present.
  /// - Returns: false if it has succeeded, or failed by itself.
  mutating func explain(exit: Int32, signal: Int32, now: Double) -> Bool {
    guard exit != 0 || signal != 0 else { return false }
    for number in Self.watched { note(number, patience: 0, now) }
    // As shells pass it on.
    let cause = signal != 0 ? signal : exit - 128
    // The guardian's turn may come a little later than the command's.
    if Self.watched.contains(cause) && !isRecent(cause, now) {
      note(cause, patience: Self.patience, now)
    }
    return isRecent(cause, now) || Self.ending.contains { isRecent($0, now) }
  }

  private func isRecent(_ number: Int32, _ now: Double) -> Bool {
    noticed[number].map { now - $0 < Self.memory } ?? false
  }

  /// Takes a signal that is pending, or will be within some nanoseconds.
  private mutating func note(_ number: Int32, patience: Int, _ now: Double) {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    var limit = timespec(tv_sec: 0, tv_nsec: patience)
    if sigtimedwait(&set, nil, &limit) == number { noticed[number] = now }
  }

  /// What ends processes.
  private static let ending = [SIGTERM, SIGINT, SIGHUP]
  private static let watched = ending + [SIGUSR1, SIGUSR2]
  private static let patience = 20_000_000
  /// How long a scheduler lets processes live that it has told to end, and some more.
  private static let memory = 60.0
}
