/// What one run of a farm did with its slots, and with its time.
///
/// A slot stands for ``cpus`` cores. A task that asks for more of them takes up as many slots as those
/// cores make, at most all of its rank; it never takes less than one. "Slot-seconds" are seconds times the
/// slots taken up. The starts of attempts are by their nodes' clocks, those of runs by the root's.
public struct RunFigures: Encodable, Hashable, Sendable {
  /// The store's number of the run, from 1.
  public var run: Int
  /// When it began, in seconds since 1970.
  public var started: Double
  /// When it ended; nil if it was killed.
  public var ended: Double?
  /// How it ended, the exit status of `mpisum farm`; nil if it was killed and has not been resumed.
  public var verdict: Int?
  /// The ranks that took part.
  public var ranks: Int
  /// The tasks that they ran at a time.
  public var slots: Int
  /// The cores that a slot stands for; 1 where an older program has not written it.
  public var cpus: Int
  /// The attempts made.
  public var attempts: Int
  /// The attempts beyond the first at each task.
  public var retries: Int
  /// From the run's begin to its end, or to the last that is known of a run that was killed.
  public var wallSeconds: Double
  /// From the start of the first attempt to the end of the last one.
  public var makespanSeconds: Double
  /// What no order of the tasks could have beaten: the busy slot-seconds divided by the slots, or
  /// ``longestSeconds`` if that is more.
  ///
  /// Prerequisites and barriers are not looked at.
  public var idealSeconds: Double
  /// The longest time that the run spent on one task, all attempts at it together.
  public var longestSeconds: Double
  /// From the moment when slots first had nothing to do to the end of the last attempt.
  ///
  /// That moment is the first at which the attempts that had not ended took up fewer slots than there were,
  /// attempts still to be started included; the start of the first attempt, if it was so all the time. Nil
  /// if the run ended with work left, and so never ran out of it.
  public var tailSeconds: Double?
  /// The slot-seconds of all attempts.
  ///
  /// What ran when a run was killed counts as nothing, since nobody knows how long it ran.
  public var busySlotSeconds: Double
  /// The slot-seconds of the attempts that did not succeed.
  public var wastedSlotSeconds: Double
  /// The processor time of all attempts, in user mode and in the kernel.
  public var processorSeconds: Double
  /// The slot-seconds of the wall time in which nothing ran, in hours of a core.
  public var idleCoreHours: Double
  /// The part of the slot-seconds of the wall time in which something ran.
  public var utilisation: Double
  /// The ranks that were given nothing more, such as `rank 3 on node17`.
  public var quarantined: [String]

  /// Whether the tail is more than a tenth of the makespan.
  public var isTailLong: Bool { (tailSeconds ?? 0) > makespanSeconds / 10 }

  /// Whether another order of the tasks is worth a try: the tail is long, and more than a twentieth of the
  /// makespan can be gained.
  public var isOrderWorthATry: Bool {
    isTailLong && makespanSeconds - idealSeconds > makespanSeconds / 20
  }

  enum CodingKeys: String, CodingKey {
    case run, started, ended, verdict, ranks, slots, cpus, attempts, retries
    case wallSeconds = "wall_seconds"
    case makespanSeconds = "makespan_seconds"
    case idealSeconds = "ideal_seconds"
    case longestSeconds = "longest_seconds"
    case tailSeconds = "tail_seconds"
    case busySlotSeconds = "busy_slot_seconds"
    case wastedSlotSeconds = "wasted_slot_seconds"
    case processorSeconds = "processor_seconds"
    case idleCoreHours = "idle_core_hours"
    case utilisation, quarantined
  }
}
