/// A line of GNU parallel's `--joblog`.
enum JobLogLine {
  /// The first line of a log.
  static let header = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand"

  /// Reads a line.
  ///
  /// A task has succeeded if both exit status and signal are 0. There, a job that ran too long has -1 and
  /// its signal, in our own export one whose node was lost -1 and KILL; one that said `skip()` has -2.
  static func attempt(
    _ line: UnsafeRawBufferPointer
  ) throws(LoggedAttempt.Fault) -> LoggedAttempt {
    let fields = try LogFields(line, count: 9)
    // No command has a null character: it is how a newline is written.
    let command = fields.bytes(8).map { $0 == 0 ? UInt8(ascii: "\n") : $0 }
    let host = fields.text(1)
    var attempt = LoggedAttempt(
      ordinal: try fields.integer(0, "Seq", in: 1...LogFields.most), command: command,
      host: host == ":" ? "localhost" : host, started: try fields.seconds(2, "Starttime"),
      // A clock that was set back makes it negative.
      seconds: max(0, try fields.seconds(3, "JobRuntime", from: -1e11)))
    attempt.outputBytes = try fields.integer(5, "Receive", in: 0...LogFields.most)
    attempt.exit = try fields.integer(6, "Exitval", in: -65_535...65_535)
    attempt.signal = try fields.integer(7, "Signal", in: 0...255)
    attempt.state =
      switch (attempt.exit, attempt.signal) {
      case (0, 0): .succeeded
      case (-2, _): .skipped
      case (-1, let signal) where signal != 9: .timedOut
      default: .failed
      }
    attempt.exit = max(0, attempt.exit)
    return attempt
  }
}
