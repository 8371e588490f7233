/// A run of a task, as another program's log has it.
package struct LoggedAttempt: Hashable, Sendable {
  /// What the log calls the task: a place in its input.
  package var ordinal: Int
  package var command: [UInt8]
  package var host: String
  /// In seconds since 1970.
  package var started: Double
  package var seconds: Double
  package var exit = 0
  package var signal = 0
  /// How it stands if this is all that is known of it.
  package var state = TaskState.succeeded
  package var outputBytes = 0
  package var errorBytes = 0

  /// What made it end, in the store's words.
  var reason: String {
    switch state {
    case .timedOut: "timed-out"
    case .interrupted: "lost"
    case .skipped: "not-started"
    default: signal == 0 ? "exited" : "signalled"
    }
  }

  /// What is wrong with a line of a log.
  struct Fault: Error {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
