#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// All that says which cores a rank may really use, and the rule that turns it into a number of threads.
///
/// The rule, in order:
/// 1. The *pool* is the rank's affinity mask; where Open MPI narrowed it unasked, its daemon's.
/// 2. The pool is divided among the node's ranks that have the same pool; the remainder goes to the
///    first of them. Ranks beyond the number of cores get one core each, in turn.
/// 3. So is the control groups' quota, rounded up to whole cores first (two threads make full use of
///    1.5 cores' worth of time, one does not), and `NCPUS`, which PBS sets for the whole node.
/// 4. `SLURM_CPUS_PER_TASK` and `OMP_NUM_THREADS` (its first number) are one rank's figures.
/// 5. The smallest of these counts, and at least 1. `OMP_NUM_THREADS` outranks `NCPUS`: where PBS knows
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

  /// `NCPUS`: what the job was given on this node, by PBS.
  public var nodeCPUs: Int?

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
    nodeCPUs = CoreEvidence.positive(environment("NCPUS"))
    ompThreads = CoreEvidence.positive(environment("OMP_NUM_THREADS"))
  }

  /// The cores from which this rank's share is taken.
  public var pool: CoreSet {
    guard let daemon, daemon.bindsUnasked, !bindingWasRequested,
      affinity.isStrictSubset(of: daemon.cores)
    else { return affinity }
    return daemon.cores
  }

  /// A number that is equal on ranks of one node with equal pools, and on no others.
  ///
  /// Ranks exchange it to know what ``share(ofRank:among:)`` wants to be told: how many they are, and
  /// the how-manieth each is. It is a hash: two pools in 2⁶⁴ pairs are taken for one.
  ///
  /// - Parameter host: the node's name.
  /// - Returns: the hash.
  ///
  /// Method: FNV-1a (draft-eastlake-fnv) over the name and the cores' numbers.
  public func poolKey(onHost host: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in host.utf8.map(UInt64.init) + pool.numbers.map({ UInt64($0) + 256 }) {
      hash = (hash ^ value) &* 0x100_0000_01B3
    }
    return hash
  }

  /// The part of the node that is this rank's.
  ///
  /// - Parameters:
  ///   - rank: this rank's number among the ranks of its node that have the same ``pool``, from 0.
  ///   - count: how many these are.
  /// - Returns: the share, which ``CoreShare/apply()`` puts into force.
  public func share(ofRank rank: Int = 0, among count: Int = 1) -> CoreShare {
    precondition(count >= 1 && (0..<count).contains(rank), "a rank is one of the node's ranks")
    let cores = slice(ofRank: rank, among: count)
    var share = CoreShare(
      threads: cores.count, limit: count > 1 ? .otherRanks : .affinity, cores: cores,
      launcherCores: affinity, isRebound: pool != affinity)
    share.lower(to: quota.map { part(of: $0, rank: rank, among: count) }, by: .quota)
    share.lower(to: slurmCPUsPerTask, by: .slurmCPUsPerTask)
    share.lower(to: ompThreads, by: .ompThreads)
    if ompThreads == nil {
      share.lower(
        to: nodeCPUs.map { part(of: Double($0), rank: rank, among: count) }, by: .nodeCPUs)
    }
    return share
  }

  /// The part of the node that is this rank's, where all ranks have told their keys.
  ///
  /// - Parameters:
  ///   - rank: this rank's number among all ranks.
  ///   - poolKeys: every rank's ``poolKey(onHost:)``, in the order of their numbers.
  /// - Returns: the share, which ``CoreShare/apply()`` puts into force.
  public func share(ofRank rank: Int, poolKeys: [UInt64]) -> CoreShare {
    precondition(poolKeys.indices.contains(rank), "a rank is one of all ranks")
    let key = poolKeys[rank]
    return share(
      ofRank: poolKeys[..<rank].count { $0 == key }, among: poolKeys.count { $0 == key })
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
  private func part(of cores: Double, rank: Int, among count: Int) -> Int {
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
