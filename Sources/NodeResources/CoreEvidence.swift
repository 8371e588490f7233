#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// All that says which cores a rank may really use, and the rule that turns it into a number of threads.
///
/// The rule, in order:
/// 1. The *pool* is the rank's affinity mask; where Open MPI may have set it unasked, its daemon's. Open
///    MPI 4.1 binds ranks even to cores that are not in its own mask (`taskset -c 1 mpirun -n 1`: core 0).
/// 2. The pool is divided among the node's ranks that have the same pool; the remainder goes to the
///    first of them. Ranks beyond the number of cores get one core each, in turn.
/// 3. So is the control groups' quota, rounded up to whole cores first (two threads make full use of
///    1.5 cores' worth of time, one does not), and what a batch system says of the whole node:
///    `SLURM_CPUS_ON_NODE`, PBS Pro's `NCPUS`, Torque's `PBS_NUM_PPN`. Where they bind nothing, these
///    figures are all there is.
/// 4. `SLURM_CPUS_PER_TASK` and `OMP_NUM_THREADS` (its first number) are one rank's figures.
/// 5. The smallest of these counts, and at least 1. `OMP_NUM_THREADS` outranks `NCPUS`: where PBS Pro knows
///    the threads of a rank (`ompthreads`), both are set to that.
public struct CoreEvidence: Hashable, Sendable {
  /// The rank's own affinity mask.
  public var affinity: CoreSet

  /// The daemon that started it; nil where its parent is something else.
  public var daemon: LauncherDaemon?

  /// Whether the user told Open MPI how to bind: then a narrow mask is a wish.
  public var bindingWasRequested = false

  /// Cores' worth of time granted by control groups; nil where it is not limited.
  public var quota: Double?

  /// `SLURM_CPUS_PER_TASK`: what one rank of the job was given.
  public var slurmCPUsPerTask: Int?

  /// `SLURM_CPUS_ON_NODE`: what the job was given on this node, by Slurm.
  public var slurmCPUsOnNode: Int?

  /// `NCPUS`: what the job was given on this node, by PBS Pro.
  public var nodeCPUs: Int?

  /// `PBS_NUM_PPN`: what the job was given on each node, by Torque.
  public var torqueCPUs: Int?

  /// The first number of `OMP_NUM_THREADS`: what one rank is to use.
  public var ompThreads: Int?

  /// Creates evidence of a mask alone.
  public init(affinity: CoreSet) {
    self.affinity = affinity
  }

  /// Reads the evidence about this process.
  public init() {
    self.init(
      reading: "/", affinity: .current(), parent: getppid(),
      environment: SystemFile.environmentValue)
  }

  /// Reads the evidence about a process from files that look like the kernel's.
  ///
  /// - Parameters:
  ///   - root: the directory that stands for `/`, with `/` at its end.
  ///   - affinity: the mask of the main thread; nil, where it is not known, counts as one core.
  ///   - parent: the process that may be a launcher's daemon.
  ///   - environment: the value of an environment variable, nil where it is not set.
  public init(
    reading root: String,
    affinity: CoreSet?,
    parent: Int32,
    environment: (String) -> String?
  ) {
    self.affinity = affinity ?? CoreSet([0])
    daemon = CoreEvidence.daemon(root: root, parent: parent)
    quota = CgroupQuota.read(root: root)
    bindingWasRequested =
      CoreEvidence.bindingVariables.contains { environment($0) != nil }
      || CoreEvidence.mappingVariables.contains {
        environment($0)?.lowercased().contains("pe=") == true
      }
    slurmCPUsPerTask = CoreEvidence.positive(environment("SLURM_CPUS_PER_TASK"))
    slurmCPUsOnNode = CoreEvidence.positive(environment("SLURM_CPUS_ON_NODE"))
    nodeCPUs = CoreEvidence.positive(environment("NCPUS"))
    torqueCPUs = CoreEvidence.positive(environment("PBS_NUM_PPN"))
    ompThreads = CoreEvidence.positive(environment("OMP_NUM_THREADS"))
  }

  /// The cores from which this rank's share is taken.
  public var pool: CoreSet {
    guard let daemon, daemon.bindsUnasked, !bindingWasRequested else { return affinity }
    return daemon.cores
  }

  /// What the rank tells the others, so that each finds its placement.
  ///
  /// - Parameter host: the node's name.
  /// - Returns: the key.
  public func key(onHost host: String) -> RankKey { RankKey(host: host, pool: pool) }

  /// The part of the node that is this rank's.
  ///
  /// - Parameter place: where the rank stands among those of its node.
  /// - Returns: the share, which ``CoreShare/apply()`` puts into force.
  public func share(at place: RankPlacement = RankPlacement()) -> CoreShare {
    let cores = slice(ofRank: place.poolRank, among: place.poolCount)
    var share = CoreShare(
      threads: cores.count, limit: place.poolCount > 1 ? .otherRanks : .affinity, cores: cores,
      launcherCores: affinity, isRebound: pool != affinity)
    // What is said of the node is shared by all its ranks, whatever their pools.
    let lower = { (share: inout CoreShare, node: Double?, limit: CoreShare.Limit) in
      let part = node.map { Self.part(of: $0, rank: place.hostRank, among: place.hostCount) }
      share.lower(to: part, by: limit)
    }
    lower(&share, quota, .quota)
    lower(&share, slurmCPUsOnNode.map(Double.init), .slurmCPUsOnNode)
    lower(&share, torqueCPUs.map(Double.init), .torqueCPUs)
    share.lower(to: slurmCPUsPerTask, by: .slurmCPUsPerTask)
    share.lower(to: ompThreads, by: .ompThreads)
    if ompThreads == nil { lower(&share, nodeCPUs.map(Double.init), .nodeCPUs) }
    return share
  }

  /// The rank's cores: its piece of the pool, or one of it where there are more ranks than cores.
  private func slice(ofRank rank: Int, among count: Int) -> CoreSet {
    let numbers = pool.numbers
    guard count <= numbers.count else { return CoreSet([numbers[rank % numbers.count]]) }
    let (size, rest) = numbers.count.quotientAndRemainder(dividingBy: count)
    let start = rank * size + min(rank, rest)
    return CoreSet(numbers[start..<start + size + (rank < rest ? 1 : 0)])
  }

  /// The rank's part of a number of cores that the ranks have together, rounded up first.
  private static func part(of cores: Double, rank: Int, among count: Int) -> Int {
    let whole = Int(min(cores, 1e6).rounded(.up))
    return whole / count + (rank < whole % count ? 1 : 0)
  }

  private static func daemon(root: String, parent: Int32) -> LauncherDaemon? {
    guard let status = SystemFile.text(root + "proc/\(parent)/status"),
      let name = SystemFile.value(of: "Name", in: status),
      let list = SystemFile.value(of: "Cpus_allowed_list", in: status),
      let cores = CoreSet(list: list)
    else { return nil }
    return LauncherDaemon(name: String(name), cores: cores)
  }

  /// A positive whole number, or the first of a list of them; nil for anything else.
  private static func positive(_ text: String?) -> Int? {
    guard let first = text?.split(separator: ",").first, let number = Int(first), number > 0
    else { return nil }
    return number
  }

  /// How users tell Open MPI to bind.
  ///
  /// Version 4 passes `--bind-to` and `--cpu-set` on to the ranks in the same
  /// variables; version 5 does not pass its options on, so there only the environment is seen.
  private static let bindingVariables = [
    "OMPI_MCA_hwloc_base_binding_policy", "OMPI_MCA_hwloc_base_cpu_set",
    "PRTE_MCA_hwloc_default_binding_policy", "PRTE_MCA_hwloc_default_cpu_list",
  ]

  /// Where it passes on `--map-by`, which binds only if it says how many cores a rank gets: `slot:PE=4`.
  private static let mappingVariables = [
    "OMPI_MCA_rmaps_base_mapping_policy", "PRTE_MCA_rmaps_default_mapping_policy",
  ]
}
