/// How a run stands: what the progress line shows and `status.json` holds.
///
/// Times are in seconds since 1970.
public struct FarmStatus: Encodable, Hashable, Sendable {
  /// The numbers of tasks.
  public struct Tasks: Encodable, Hashable, Sendable {
    /// Read from the input.
    public var read = 0
    /// Whether that is all.
    public var isAll = false
    /// Succeeded, in this run or before.
    public var succeeded = 0
    /// Failed for good, or ended because their time was up.
    public var failed = 0
    /// Not run because a task before them failed.
    public var skipped = 0
    /// Started and not ended, as far as the root knows.
    public var running = 0

    /// Ended for good.
    public var done: Int { succeeded + failed + skipped }
    /// Read and not started.
    public var queued: Int { max(0, read - done - running) }

    init() {}

    enum CodingKeys: String, CodingKey {
      case read
      case isAll = "is_all"
      case done, succeeded, failed, skipped, running, queued
    }

    /// Writes all numbers, those too that follow from others.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(read, forKey: .read)
      try container.encode(isAll, forKey: .isAll)
      try container.encode(done, forKey: .done)
      try container.encode(succeeded, forKey: .succeeded)
      try container.encode(failed, forKey: .failed)
      try container.encode(skipped, forKey: .skipped)
      try container.encode(running, forKey: .running)
      try container.encode(queued, forKey: .queued)
    }

    /// Counts a task that has ended, if it has.
    mutating func count(_ state: TaskState) {
      switch state {
      case .succeeded: succeeded += 1
      case .failed, .timedOut: failed += 1
      case .skipped: skipped += 1
      case .waiting, .running, .interrupted: break
      }
    }
  }

  /// What the run is about.
  public enum State: String, Encodable, Sendable {
    case running
    /// Starts nothing more.
    case draining
    case ended
  }

  /// What this is: `mpisum.farm.status/1`.
  public var schema = "mpisum.farm.status/1"
  /// The file that holds everything.
  public var store: String
  /// Whether it runs.
  public var state = State.running
  /// The root's process.
  public var pid: Int32
  /// The root's node.
  public var host: String
  /// When the run began.
  public var started: Double
  /// When this was written.
  public var heartbeat: Double
  /// How the tasks stand.
  public var tasks = Tasks()
  /// The ranks that take part.
  public var ranks: Int
  /// The tasks that they run at a time.
  public var slots: Int
  /// Tasks that ended in a second, over the last ten.
  public var rate = 0.0
  /// Tasks that earlier runs had done.
  public var before = Tasks()
  /// Until all that has been read is done; nil where nobody knows.
  public var secondsLeft: Double?
  /// When the run will stop; nil without a limit.
  public var end: Double?
  /// The exit status; nil while it runs.
  public var verdict: Int32?
  /// Nodes that are given nothing more.
  public var quarantined: [String] = []

  enum CodingKeys: String, CodingKey {
    case schema, store, state, pid, host, started, heartbeat, tasks, before, ranks, slots, rate
    case secondsLeft = "seconds_left"
    case end, verdict, quarantined
  }
}
