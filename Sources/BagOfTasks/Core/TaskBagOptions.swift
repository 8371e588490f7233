import NodeResources

/// How a bag of tasks is worked off.
public struct TaskBagOptions: Sendable {
  /// The number of tasks that this rank runs at a time; nil for as many as the cores that it may use.
  ///
  /// Ranks may differ.
  public var slots: Int?

  /// How many cores a task uses, where ``slots`` is nil: a rank has a slot for each so many.
  public var coresPerTask = 1

  /// How many bytes of memory a task uses, where ``slots`` is nil: a rank has no more slots than fit into
  /// its part of what its node, control group or job has; nil if that does not matter.
  public var memoryPerTask: Int?

  /// Whether the root's slots run tasks too; on a single rank they do anyway.
  ///
  /// The root's value counts.
  public var rootWorks = true

  /// The greatest number of tasks in a message; nil for what suits their measured duration.
  ///
  /// The root's value counts.
  public var maximumBatch: Int?

  /// Whether the controller is told which rank each task is sent to.
  ///
  /// The root's value counts.
  public var reportsAssignments = false

  /// Whether a rank may be unable to run as many tasks as it has slots, because some take several: then it is
  /// asked from time to time, when others are idle, whether it has tasks that wait.
  ///
  /// The root's value counts.
  public var slotsMayBeShort = false

  /// The number of slots of a rank that may use so many cores.
  func slots(cores: Int, place: RankPlacement) -> Int {
    if let slots { return slots }
    var count = cores / coresPerTask
    if let memoryPerTask, let memory = OwnCores.memory.share(among: place.hostCount) {
      count = min(count, memory / max(1, memoryPerTask))
    }
    return max(1, count)
  }

  /// The usual.
  public init() {}
}
