#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The environment of the commands that a rank runs.
struct TaskEnvironment {
  /// What is the same for all: pointers that are never freed.
  private let common: [UnsafeMutablePointer<CChar>]
  /// What says to libraries how many threads to start, where the user has not said so himself.
  private let threadVariables: [StaticString]
  /// What an attempt has of its own.
  private var own = StringTable()

  /// - Parameters:
  ///   - environment: the rank's variables, each `NAME=value`.
  ///   - launcher: those of the process that started the rank.
  ///   - setup: where this is, and what the user wants to be set.
  init(_ environment: [[UInt8]], launcher: [[UInt8]], setup: GuardianSetup) {
    var variables = LauncherVariables.removed(from: environment, launcher: launcher)
    var settled = Self.attemptNames.map { Array("\($0)=".utf8) }
    var added = setup.settings.environment.map { Array("\($0.name)=\($0.value)".utf8) }
    added.append(Array("MPISUM_RANK=\(setup.rank)".utf8))
    added.append(Array("MPISUM_HOST=\(setup.host)".utf8))
    if !setup.settings.directory.isEmpty {
      added.append(Array("PWD=\(setup.settings.directory)".utf8))
    }
    for variable in added {
      settled.append(Array(variable.prefix { $0 != UInt8(ascii: "=") }) + [UInt8(ascii: "=")])
    }
    variables.removeAll { variable in settled.contains { variable.starts(with: $0) } }
    variables += added
    let isSet = { [variables] (name: String) in
      let head = Array("\(name)=".utf8)
      return variables.contains { $0.starts(with: head) }
    }
    threadVariables = Self.threadNames.filter { !isSet("\($0)") }
    if isSet("SLURM_JOB_ID") || isSet("PBS_JOBID") {
      for (name, value) in Self.launcherSettings where !isSet(name) {
        variables.append(Array("\(name)=\(value)".utf8))
      }
    }
    common = variables.compactMap { variable in
      (variable + [0]).withUnsafeBytes {
        $0.baseAddress.flatMap { strdup($0.assumingMemoryBound(to: CChar.self)) }
      }
    }
  }

  /// Sets what an attempt has of its own.
  mutating func set(_ order: AttemptOrder, lease: SlotTable.Lease, scratch: String) {
    own.removeAll()
    own.append("MPISUM_TASK_ID", order.ordinal)
    if !order.name.isEmpty { own.append("MPISUM_TASK_NAME", order.name) }
    own.append("MPISUM_ATTEMPT", order.attempt)
    own.append("MPISUM_SLOT", lease.slot)
    own.append("MPISUM_JOBSLOT", lease.slot + 1)
    own.append("MPISUM_CPUS", lease.cpus)
    own.append("MPISUM_SCRATCH", scratch.utf8)
    let cpus = String(lease.cpus).utf8
    for name in threadVariables { own.append(name, cpus) }
  }

  /// Calls a body with the environment in C's form.
  func withPointers<Result>(
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    own.withPointers(after: common, body)
  }

  /// The value of a variable that is the same for all.
  func value(of name: String) -> String? {
    let head = Array("\(name)=".utf8)
    for pointer in common where strncmp(pointer, "\(name)=", head.count) == 0 {
      return String(cString: pointer + head.count)
    }
    return nil
  }

  /// The variables of a process as the kernel shows them; empty where it does not.
  static func ofProcess(_ process: Int32) -> [[UInt8]] {
    guard let bytes = SmallFile.bytes("/proc/\(process)/environ") else { return [] }
    return bytes.split(separator: 0).map(Array.init)
  }

  /// The variables of this process.
  static func current() -> [[UInt8]] {
    var variables: [[UInt8]] = []
    var next = environ
    while let text = next.pointee {
      variables.append(Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
      next += 1
    }
    return variables
  }

  private static let attemptNames: [StaticString] = [
    "MPISUM_TASK_ID", "MPISUM_TASK_NAME", "MPISUM_ATTEMPT", "MPISUM_SLOT", "MPISUM_JOBSLOT",
    "MPISUM_CPUS", "MPISUM_SCRATCH",
  ]

  /// What keeps a launcher that a command starts on the command's own node and cores, where it would
  /// take the whole job's nodes, and wait for them for ever: for Open MPI, its version 5, and MPICH.
  private static let launcherSettings = [
    ("OMPI_MCA_plm", "^slurm,tm"), ("OMPI_MCA_ras", "^slurm,tm"),
    ("OMPI_MCA_hwloc_base_binding_policy", "none"),
    ("PRTE_MCA_plm", "^slurm,tm"), ("PRTE_MCA_ras", "^slurm,pbs,tm"),
    ("PRTE_MCA_hwloc_default_binding_policy", "none"),
    ("HYDRA_LAUNCHER", "fork"), ("HYDRA_RMK", "user"),
  ]

  private static let threadNames: [StaticString] = [
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
    "NUMEXPR_NUM_THREADS", "JULIA_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
  ]
}
