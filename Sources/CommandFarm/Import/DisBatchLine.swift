/// A line of disBatch's `…_status.txt`.
enum DisBatchLine {
  /// The first line, if there is one.
  static let header = """
    ROE[ PSZ]\tTaskID\tLineNum\tRepeatIndex\tNode\tPID\tReturnCode\tElapsed\tStart\tFinish\t\
    BytesOfLeakedOutput\tOutputSnippet\tBytesOfLeakedError\tErrorSnippet\tCommand
    """

  /// Whether a line begins as this format's do: four flags, or a barrier's letter.
  static func isPossible(_ line: UnsafeRawBufferPointer) -> Bool {
    let flags = line.prefix { $0 != UInt8(ascii: "\t") }
    return flags.count < line.count && (4...5).contains(flags.count)
      && flags.allSatisfy { "ROEPSZBCD ".utf8.contains($0) }
  }

  /// Reads a line.
  ///
  /// - Returns: nil for what is no task: a barrier, or a command for each engine.
  static func attempt(
    _ line: UnsafeRawBufferPointer
  ) throws(LoggedAttempt.Fault) -> LoggedAttempt? {
    let fields = try LogFields(line, count: 15)
    guard isPossible(line) else {
      throw LoggedAttempt.Fault("four flags are expected, and there is '\(fields.text(0))'")
    }
    let flags = fields.bytes(0)
    if "BCD".utf8.contains(flags[0]) || flags[3] == UInt8(ascii: "P") { return nil }
    let started = try fields.seconds(8, "Start")
    var attempt = LoggedAttempt(
      ordinal: try fields.integer(1, "TaskID", in: 0...LogFields.most) + 1,
      command: fields.bytes(14),
      host: fields.text(4), started: started,
      seconds: max(0, try fields.seconds(9, "Finish") - started))
    attempt.outputBytes = try fields.integer(10, "BytesOfLeakedOutput", in: 0...LogFields.most)
    attempt.errorBytes = try fields.integer(12, "BytesOfLeakedError", in: 0...LogFields.most)
    let code = try fields.integer(6, "ReturnCode", in: -65_535...65_535)
    switch code {
    case 0: break
    // Its engine gave no more sign of life.
    case -100: attempt.state = .interrupted
    case ..<0:
      attempt.state = .failed
      attempt.signal = -code
    default:
      attempt.state = .failed
      attempt.exit = code
    }
    return attempt
  }
}
