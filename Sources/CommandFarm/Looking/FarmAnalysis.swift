/// What the farms of a store came to: times of each run, figures of the tasks of all runs.
///
/// As JSON it has the schema `mpisum.farm.summary/1`. What is not known is left out.
public struct FarmAnalysis: Encodable, Hashable, Sendable {
  /// How many tasks there are, and how they stand.
  public struct Tasks: Encodable, Hashable, Sendable {
    /// All that are in the list.
    public var total = 0
    /// Those that succeeded, and so on for each state.
    public var succeeded = 0
    /// Failed for good.
    public var failed = 0
    /// Ended for good because their time was up.
    public var timedOut = 0
    /// Not run because one before them failed.
    public var skipped = 0
    /// Running when their farm ended.
    public var interrupted = 0
    /// Running as far as the store knows: their farm was killed.
    public var running = 0
    /// Not started.
    public var waiting = 0
    /// No longer in the list, and in none of the above.
    public var gone = 0

    enum CodingKeys: String, CodingKey {
      case total, succeeded, failed
      case timedOut = "timed_out"
      case skipped, interrupted, running, waiting, gone
    }

    /// The counts of a store.
    init(_ summary: StoreSummary) {
      func count(_ state: TaskState) -> Int { summary.tasks[state] ?? 0 }
      total = summary.tasks.values.reduce(0, +)
      succeeded = count(.succeeded)
      failed = count(.failed)
      timedOut = count(.timedOut)
      skipped = count(.skipped)
      interrupted = count(.interrupted)
      running = count(.running)
      waiting = count(.waiting)
      gone = summary.goneCount
    }
  }

  /// What this is: `mpisum.farm.summary/1`.
  public let schema = "mpisum.farm.summary/1"
  /// The file.
  public let store: String
  /// The tasks.
  public let tasks: Tasks
  /// Each start of a farm, in order.
  public let runs: [RunFigures]
  /// The attempts of all runs.
  public let attempts: Int
  /// The attempts beyond the first that a run made at a task, in all runs.
  public let retries: Int
  /// How attempts failed, and where.
  public let failures: FailureFigures
  /// The tasks with the longest attempts, the longest first; at most five.
  public let slowest: [NotableAttempt]
  /// The tasks that used most memory, likewise.
  public let largestMemory: [NotableAttempt]
  /// The tasks that wrote most to their standard output and standard error, likewise.
  public let largestOutput: [NotableAttempt]

  enum CodingKeys: String, CodingKey {
    case schema, store, tasks, runs, attempts, retries, failures, slowest
    case largestMemory = "largest_memory"
    case largestOutput = "largest_output"
  }
}
