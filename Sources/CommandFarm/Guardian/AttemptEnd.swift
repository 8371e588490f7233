/// How an attempt ended: the payload of a finished task in the bag.
public struct AttemptEnd: Hashable, Sendable {
  /// What made it end.
  public enum Reason: UInt8, Sendable {
    /// Its main process exited or died of a signal.
    case ended
    /// Its time was up, and it was killed.
    case timedOut
    /// It was running and was killed because the root said so, or with everything on its node.
    case cancelled
    /// It could not be started; `message` says why. `exit` is 127 if there is no such program, else 126.
    case notStarted
    /// The rank cannot run tasks, as `message` says: its guardian died, and this task with it, or it has
    /// not the directories that they need.
    case lost
  }

  /// What made it end.
  public var reason: Reason
  /// The exit status; 0 if it died of a signal.
  public var exit: Int32
  /// The signal that it died of; 0 if it exited.
  public var signal: Int32
  /// The slot of the rank that it had, from 0: `MPISUM_SLOT`.
  public var slot: Int
  /// Processor time of the process and its waited-for children, in seconds.
  public var userSeconds: Double
  /// The same in the kernel.
  public var systemSeconds: Double
  /// The greatest resident memory of one of its processes, in bytes.
  ///
  /// Never less than the guardian's own, some 7 MiB, since Linux counts that in: of a command that is smaller
  /// it only says so much.
  public var peakMemory: Int
  /// The bytes that it wrote to standard output and standard error, whether they were kept or not.
  public var written: [Int]
  /// Why it was lost or could not be started.
  public var message: String
  /// What it wrote to standard output and standard error and no earlier output event held.
  public var rest: [ArraySlice<UInt8>]

  /// An end of which everything is known.
  public init(
    reason: Reason, exit: Int32, signal: Int32, slot: Int, userSeconds: Double,
    systemSeconds: Double, peakMemory: Int, written: [Int], message: String,
    rest: [ArraySlice<UInt8>]
  ) {
    precondition(written.count == 2 && rest.count == 2, "a task has two streams")
    self.reason = reason
    self.exit = exit
    self.signal = signal
    self.slot = slot
    self.userSeconds = userSeconds
    self.systemSeconds = systemSeconds
    self.peakMemory = peakMemory
    self.written = written
    self.message = message
    self.rest = rest
  }
}
