/// An attempt at a task, as the store keeps it.
public struct AttemptRecord: Hashable, Sendable {
  /// The store's number for it, unique for ever.
  public var id: Int64
  /// The store's number of the task.
  public var task: Int64
  /// The how-manieth attempt at the task it is, from 1.
  public var number: Int
  /// The rank that ran it.
  public var rank: Int
  /// The rank's node.
  public var host: String
  /// The slot of the rank, from 0.
  public var slot: Int
  /// When it started, in seconds since 1970.
  public var started: Double
  /// How long it took.
  public var seconds: Double
  /// The exit status; 0 if it died of a signal.
  public var exit: Int
  /// The signal that it died of; 0 if it exited.
  public var signal: Int
  /// What made it end: `exited`, `signalled`, `timed-out`, `interrupted`, `halted`, `lost` or
  /// `not-started`; `running` as long as it has not.
  public var reason: String
  /// Processor time in user mode, in seconds.
  public var userSeconds: Double
  /// Processor time in the kernel, in seconds.
  public var systemSeconds: Double
  /// The greatest resident memory of one of its processes, in bytes (the store holds KiB).
  public var peakMemory: Int
  /// The bytes that it wrote to standard output, whether they were kept or not.
  public var outputBytes: Int
  /// The bytes that it wrote to standard error, likewise.
  public var errorBytes: Int

  /// A record of all that is known of an attempt.
  public init(
    id: Int64, task: Int64, number: Int, rank: Int, host: String, slot: Int, started: Double,
    seconds: Double = 0, exit: Int = 0, signal: Int = 0, reason: String, userSeconds: Double = 0,
    systemSeconds: Double = 0, peakMemory: Int = 0, outputBytes: Int = 0, errorBytes: Int = 0
  ) {
    self.id = id
    self.task = task
    self.number = number
    self.rank = rank
    self.host = host
    self.slot = slot
    self.started = started
    self.seconds = seconds
    self.exit = exit
    self.signal = signal
    self.reason = reason
    self.userSeconds = userSeconds
    self.systemSeconds = systemSeconds
    self.peakMemory = peakMemory
    self.outputBytes = outputBytes
    self.errorBytes = errorBytes
  }
}
