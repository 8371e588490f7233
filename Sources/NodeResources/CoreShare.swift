/// The cores that are one rank's, and what set their number.
public struct CoreShare: Hashable, Sendable {
  /// The number of threads that keep these cores busy, at least 1.
  public private(set) var threads: Int

  /// What set ``threads``.
  public private(set) var limit: Limit

  /// The rank's own cores; ranks of a node share one only where there are more ranks than cores.
  public private(set) var cores: CoreSet

  /// The cores that the launcher bound the rank to.
  let launcherCores: CoreSet

  /// Whether ``apply()`` has to change the affinity mask.
  private(set) var isRebound: Bool

  init(threads: Int, limit: Limit, cores: CoreSet, launcherCores: CoreSet, isRebound: Bool) {
    self.threads = threads
    self.limit = limit
    self.cores = cores
    self.launcherCores = launcherCores
    self.isRebound = isRebound
  }

  /// Lets the rank really use its share: binds it to ``cores`` where the launcher's binding is narrower.
  ///
  /// Call it on the main thread before others start: threads inherit the mask of the one that starts them.
  /// A mask that the launcher left alone is left alone, since then the kernel places threads better.
  ///
  /// Note that Dispatch counts the cores when the program is loaded: `concurrentPerform` and the global
  /// queues keep to the launcher's mask for ever. Serial queues of one's own do not.
  ///
  /// - Returns: the share that holds now. It is smaller than this one where the kernel refused.
  @discardableResult
  public func apply() -> CoreShare {
    guard isRebound, !cores.bind() else { return self }
    var refused = self
    refused.cores = launcherCores
    refused.isRebound = false
    refused.lower(to: launcherCores.count, by: .affinity)
    return refused
  }

  /// Lowers the number of threads to `other`, if that is fewer, but not below 1.
  mutating func lower(to other: Int?, by limit: Limit) {
    guard let other, other < threads else { return }
    threads = max(other, 1)
    self.limit = limit
  }

  /// What set the number of a rank's threads.
  public enum Limit: String, Hashable, Sendable, CustomStringConvertible {
    /// The affinity mask holds no more cores.
    case affinity = "the affinity mask"
    /// The other ranks of the node have the rest of the cores.
    case otherRanks = "the node's other ranks"
    /// A control group grants no more time.
    case quota = "the control group's quota"
    /// `SLURM_CPUS_PER_TASK`.
    case slurmCPUsPerTask = "SLURM_CPUS_PER_TASK"
    /// `SLURM_CPUS_ON_NODE`.
    case slurmCPUsOnNode = "SLURM_CPUS_ON_NODE"
    /// `PBS_NUM_PPN`.
    case torqueCPUs = "PBS_NUM_PPN"
    /// `NCPUS`.
    case nodeCPUs = "NCPUS"
    /// `OMP_NUM_THREADS`.
    case ompThreads = "OMP_NUM_THREADS"

    /// The limit in words.
    public var description: String { rawValue }
  }
}
