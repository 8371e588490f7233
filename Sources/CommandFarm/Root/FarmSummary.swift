/// What a run came to.
public struct FarmSummary: Codable, Hashable, Sendable {
  public var schema = "mpisum.farm/1"
  public var store: String
  /// The exit status, in this program's words; see ``Verdict``.
  public var verdict: Int32
  /// Tasks, those of earlier runs included.
  public var tasks: FarmStatus.Tasks
  /// Those that earlier runs had done.
  public var before: FarmStatus.Tasks
  /// Tasks that were begun and did not come to their end.
  public var interrupted: Int
  /// How long the run took.
  public var seconds: Double
  public var started: Double
  public var ranks: Int
  public var slots: Int
  public var hosts: [String]
  /// Ranks that were given nothing more.
  public var quarantined: [String]
  /// The exit status that GNU parallel would have; not for the public.
  var gnuStatus: Int32

  enum CodingKeys: String, CodingKey {
    case schema, store, verdict, tasks, before, interrupted, seconds, started, ranks, slots, hosts
    case quarantined
    case gnuStatus = "gnu_status"
  }

  /// The summary in a line.
  public var text: String {
    var parts: [String] = []
    if before.done > 0 { parts.append("\(before.done) done before") }
    parts.append("\(tasks.succeeded - before.succeeded) succeeded")
    if tasks.failed > 0 { parts.append("\(tasks.failed - before.failed) failed") }
    if tasks.skipped > 0 { parts.append("\(tasks.skipped - before.skipped) skipped") }
    if interrupted > 0 { parts.append("\(interrupted) interrupted") }
    if tasks.isAll && tasks.read > tasks.done + interrupted {
      parts.append("\(tasks.read - tasks.done - interrupted) not run")
    } else if !tasks.isAll {
      parts.append("not all were read")
    }
    return "\(tasks.read) tasks: " + parts.joined(separator: ", ")
  }
}
