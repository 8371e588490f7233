#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// All that a rank sees of where it runs, in a form that can be sent and printed.
///
/// Sets of cores are written as the kernel writes them; memory is in bytes.
package struct RankFacts: Codable, Hashable, Sendable {
  /// What a launcher bound the rank to.
  package struct Binding: Codable, Hashable, Sendable {
    /// The affinity mask that the rank was started with.
    package var affinity: String
    /// The cores of the node that are switched on; nil where the kernel does not say.
    package var node: String?
    /// The launcher's daemon on the node, and the cores that it may use; nil where it is not known.
    package var daemon: String?
    package var daemonCores: String?
    /// Whether the user asked the launcher to bind.
    package var isRequested: Bool
    /// Whether a mask that nobody asked for has been widened again.
    package var isUndone: Bool

    enum CodingKeys: String, CodingKey {
      case affinity, node, daemon
      case daemonCores = "daemon_cores"
      case isRequested = "requested"
      case isUndone = "undone"
    }
  }

  /// What else limits the cores; nil where it does not.
  package struct Limits: Codable, Hashable, Sendable {
    /// In cores' worth of time.
    package var quota: Double?
    package var slurmCPUsPerTask: Int?
    package var slurmCPUsOnNode: Int?
    package var torqueCPUs: Int?
    package var nodeCPUs: Int?
    package var ompThreads: Int?

    enum CodingKeys: String, CodingKey {
      case quota
      case slurmCPUsPerTask = "slurm_cpus_per_task"
      case slurmCPUsOnNode = "slurm_cpus_on_node"
      case torqueCPUs = "pbs_num_ppn"
      case nodeCPUs = "ncpus"
      case ompThreads = "omp_num_threads"
    }
  }

  /// How much memory there is; nil where it is not known or not limited.
  package struct Memory: Codable, Hashable, Sendable {
    package var node: Int?
    package var cgroup: Int?
    package var slurm: Int?
    /// The rank's part of the least of these.
    package var share: Int?
  }

  /// What the rank knows of MPI.
  package struct MPI: Codable, Hashable, Sendable {
    package var library: String
    /// Nil where there is none.
    package var launcher: String?
    package var threadLevel: String

    enum CodingKeys: String, CodingKey {
      case library, launcher
      case threadLevel = "thread_level"
    }

    package init(library: String, launcher: String?, threadLevel: String) {
      self.library = library
      self.launcher = launcher
      self.threadLevel = threadLevel
    }
  }

  /// What the rank runs.
  package struct Program: Codable, Hashable, Sendable {
    package var version: String
    package var isa: String
    /// Whether the build has fused multiply-add.
    package var fma: Bool

    package init(version: String, isa: String, fma: Bool) {
      self.version = version
      self.isa = isa
      self.fma = fma
    }
  }

  package var rank: Int
  package var host: String
  package var process: Int32
  /// The model of the node's processors; nil where the kernel does not say.
  package var processor: String?
  /// The threads that `auto` gives the rank.
  package var threads: Int
  /// What set their number.
  package var setBy: String
  /// The rank's own cores.
  package var cores: String
  /// The cores from which its node's ranks take theirs.
  package var pool: String
  package var binding: Binding
  package var limits: Limits
  package var memory: Memory
  package var mpi: MPI
  package var program: Program
  package var scratch: ScratchPlace

  enum CodingKeys: String, CodingKey {
    case rank, host, processor, threads, cores, pool, binding, limits, memory, mpi, program, scratch
    case process = "pid"
    case setBy = "set_by"
  }

  /// Looks at this process, and puts its share of the cores into force.
  ///
  /// - Parameters:
  ///   - rank: its number.
  ///   - host: its node's name.
  ///   - evidence: what says which cores are its own.
  ///   - place: its placement among the node's ranks.
  ///   - mpi: what it knows of MPI.
  ///   - program: what it runs.
  package init(
    rank: Int, host: String, evidence: CoreEvidence, place: RankPlacement, mpi: MPI,
    program: Program
  ) {
    let wanted = evidence.share(at: place)
    let share = wanted.apply()
    let memory = MemoryEvidence.ofThisProcess
    self.rank = rank
    self.host = host
    process = getpid()
    processor = ProcessorModel.name
    threads = share.threads
    setBy = share.limit.description
    cores = share.cores.description
    pool = evidence.pool.description
    binding = Binding(
      affinity: evidence.affinity.description, node: CoreSet.online()?.description,
      daemon: evidence.daemon?.name, daemonCores: evidence.daemon?.cores.description,
      isRequested: evidence.bindingWasRequested,
      isUndone: evidence.pool != evidence.affinity && share == wanted)
    limits = Limits(
      quota: evidence.quota, slurmCPUsPerTask: evidence.slurmCPUsPerTask,
      slurmCPUsOnNode: evidence.slurmCPUsOnNode, torqueCPUs: evidence.torqueCPUs,
      nodeCPUs: evidence.nodeCPUs, ompThreads: evidence.ompThreads)
    self.memory = Memory(
      node: memory.physical, cgroup: memory.cgroup, slurm: memory.slurm,
      share: memory.share(among: place.hostCount))
    self.mpi = mpi
    self.program = program
    scratch = ScratchPlace.find()
  }
}
