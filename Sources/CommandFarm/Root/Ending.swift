/// Why a run starts nothing more before all its work is done.
enum Ending {
  /// The input is wrong from here on.
  case input(InputError)
  /// The user's halt policy; the status that GNU parallel would end with.
  case halted(gnuStatus: Int32, text: String)
  /// The time limit is near.
  case timeLimit
  /// SIGUSR1, or the file that means the same: finish what is running.
  case drained
  /// SIGTERM or SIGINT: end at once.
  case stopped
  /// No rank can run tasks any more.
  case ranksLost
  /// The store cannot be written.
  case storeLost(StoreError)

  /// What the user is told; nil where that has been done.
  var text: String? {
    switch self {
    case .input(let error): "\(error)"
    case .halted(_, let text): text
    case .timeLimit: "the end of the time limit is near: nothing more is started"
    case .drained: "told to drain: nothing more is started, what is running may finish"
    case .stopped: "told to stop: what is running is ended"
    case .ranksLost: "no rank is left that can run tasks"
    case .storeLost(let error): "\(error)"
    }
  }
}
