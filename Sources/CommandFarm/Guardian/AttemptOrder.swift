/// What a rank is told of an attempt that it is to run: the payload of a task in the bag.
public struct AttemptOrder: Hashable, Sendable {
  /// The task's place in the input: `MPISUM_TASK_ID`.
  public var ordinal: Int
  /// The how-manieth attempt at the task it is, from 1: `MPISUM_ATTEMPT`.
  public var attempt: Int
  /// The cores that it uses.
  public var cpus: Int
  /// Seconds after which it is ended; 0 for no limit.
  public var timeout: Double
  /// The task's name, empty if it has none: `MPISUM_TASK_NAME`.
  public var name: [UInt8]
  /// The command.
  public var command: [UInt8]

  /// An order for a command.
  public init(
    ordinal: Int, attempt: Int = 1, cpus: Int = 1, timeout: Double = 0, name: [UInt8] = [],
    command: [UInt8]
  ) {
    self.ordinal = ordinal
    self.attempt = attempt
    self.cpus = cpus
    self.timeout = timeout
    self.name = name
    self.command = command
  }
}
