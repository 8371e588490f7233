/// All that the user may say of a farm.
public struct FarmOptions: Sendable {
  /// What is run again of what an earlier run left in the store.
  public enum Resume: Hashable, Sendable {
    /// Nothing: an existing store is refused.
    case no
    /// What did not end: tasks that were waiting, running or interrupted.
    case unfinished
    /// These, and what failed, timed out or was skipped.
    case failedToo
  }

  /// Whose exit statuses the program ends with.
  public enum ExitStyle: String, CaseIterable, Sendable {
    /// 0 done, 1 some tasks failed, 3 halted, 4 work left, 5 infrastructure lost.
    case mpisum
    /// GNU parallel's: the number of failed tasks, at most 101.
    case gnu
  }

  /// When the progress line is shown.
  public enum Progress: String, CaseIterable, Sendable {
    case auto
    case always
    case never
  }

  /// Which tasks are started first.
  public enum Order: Hashable, Sendable {
    /// The first of the input.
    case input
    /// Those that took longest in the farm of another store.
    case store(String)
    /// Those that took longest in the farm's own store, or that say that they take longest.
    case longest
  }

  // MARK: Input

  /// Where the tasks come from.
  public var input: InputOptions
  /// Which tasks are started first; all but `input` has the whole input read, or all up to a barrier,
  /// before anything is started.
  public var order = Order.input

  // MARK: Store

  /// The file that everything is recorded in.
  public var store: String
  /// What is run again of what the store holds.
  public var resume: Resume = .no
  /// Whether every result is on the disk before anything follows from it.
  public var isDurable = false

  // MARK: Tasks

  /// The tasks that a rank runs at a time; nil: its cores divided by `cpus`.
  public var slots: Int?
  /// The cores of a task that does not say it itself.
  public var cpus = 1
  /// The bytes of memory that a task uses, where ``slots`` is nil; nil: that is not looked at.
  public var memory: Int?
  /// The tasks' working directory, an absolute path.
  public var directory: String
  /// Whether the tasks' scratch directories stay.
  public var keepsScratch = false
  /// Where scratch directories are made; nil: where the node has its temporary files.
  public var scratch: String?
  /// The bytes that are kept of a task's standard output, and as many of its standard error; nil: all.
  public var outputLimit: Int?
  /// Seconds that a task is expected to take, if it does not say it itself.
  public var taskTime: Double?

  // MARK: Failure policy

  /// How often a task is run again when it fails.
  public var retries = 0
  /// Which failures are retried; nil: all.
  public var retryIf: RetryCondition?
  /// How long an attempt may run.
  public var timeout: TimeLimit?
  /// How an attempt is ended.
  public var termSequence = TermSequence.standard
  /// When the farm gives up; nil: never.
  public var halt: HaltPolicy?
  /// After how many different tasks that failed in a row a node gets no more; 0: never.
  public var quarantineAfter = 3
  /// Whose exit statuses the program ends with.
  public var exitStyle = ExitStyle.mpisum

  // MARK: Time

  /// When the farm has to be over, in seconds since 1970: the earliest of what the user and the
  /// scheduler say; nil: no limit.
  public var end: Double?
  /// How many seconds before `end` what is running is ended; at most a quarter of the whole time.
  public var grace = 30.0

  // MARK: Output

  /// Whether outputs are printed in the order of the input.
  public var keepsOrder = false
  /// Whether each line of output is preceded by the task's arguments.
  public var isTagged = false
  /// Whether outputs are recorded only, not printed.
  public var isQuiet = false
  /// When the progress line is shown.
  public var progress = Progress.auto
  /// Whether the summary is one JSON object.
  public var isJSON = false

  /// The program and its arguments as they were typed, for the command that resumes the farm.
  public var commandLine: [String] = []
  /// The version of the program, for the record.
  public var version = ""

  /// A farm with nothing said beyond the tasks, the store and the absolute path of the directory.
  public init(input: InputOptions, store: String, directory: String) {
    self.input = input
    self.store = store
    self.directory = directory
  }
}
