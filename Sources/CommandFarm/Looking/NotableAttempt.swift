/// An attempt that stands out.
public struct NotableAttempt: Encodable, Hashable, Sendable {
  /// The task's place in the input; nil if it is gone from the list.
  public var task: Int?
  /// The task's name, if it has one.
  public var name: String?
  /// The how-manieth attempt at the task it is.
  public var attempt: Int
  /// The run that made it.
  public var run: Int
  /// Where it ran.
  public var host: String
  /// How long it took.
  public var seconds: Double
  /// The greatest resident memory of one of its processes in KiB.
  public var maxRSS: Int
  /// The bytes that it wrote to standard output and standard error.
  public var outputBytes: Int
  /// How it ended, as the store says it.
  public var reason: String
  /// The command; what is not UTF-8 in it is replaced.
  public var command: String

  /// The command on one line, such that it cannot command the terminal.
  public var visibleCommand: String {
    var text = ReportText()
    Array(command.utf8).withUnsafeBytes { text.append(visible: $0) }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  enum CodingKeys: String, CodingKey {
    case task, name, attempt, run, host, seconds
    case maxRSS = "max_rss"
    case outputBytes = "output_bytes"
    case reason, command
  }
}
