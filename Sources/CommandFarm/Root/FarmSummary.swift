/// What a run came to.
public struct FarmSummary: Encodable, Hashable, Sendable {
  /// What this is: `mpisum.farm/1`.
  public var schema = "mpisum.farm/1"
  /// The file that holds everything.
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
  /// When it began, in seconds since 1970.
  public var started: Double
  /// The ranks that took part.
  public var ranks: Int
  /// The tasks that they ran at a time.
  public var slots: Int
  /// Their nodes.
  public var hosts: [String]
  /// Ranks that were given nothing more.
  public var quarantined: [String]
  /// What the run did with its slots and its time.
  public var figures: RunFigures
  /// How attempts of the run failed, and where.
  public var failures: FailureFigures
  /// The exit status that GNU parallel would have.
  var gnuStatus: Int32

  enum CodingKeys: String, CodingKey {
    case schema, store, verdict, tasks, before, interrupted, seconds, started, ranks, slots, hosts
    case quarantined, figures, failures
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
