/// What a launcher such as `mpiexec` has written into this process's environment.
///
/// Needs no MPI: a program that wants to print its help once, and not once a rank, may ask before
/// MPI is initialised. Only ``Communicator`` knows the truth; this is what the launcher intended.
public struct LauncherEnvironment: Hashable, Sendable {
  /// The kind of launcher.
  public enum Launcher: Hashable, Sendable {
    /// Open MPI's `mpirun`.
    case openMPI
    /// The `mpiexec` of MPICH or of one of its relatives (Intel MPI, MVAPICH), or `srun --mpi=pmi2`.
    case pmi
    /// Slurm's `srun`.
    case slurm
  }

  /// The kind of launcher.
  public let launcher: Launcher
  /// This process's rank in the job.
  public let rank: Int
  /// The number of ranks in the job.
  public let size: Int
  /// This process's rank among those of its node, if the launcher says.
  public let localRank: Int?
  /// The number of ranks on this process's node, if the launcher says.
  public let localSize: Int?
  /// The variable that ``size`` was read from.
  public let sizeVariable: String

  /// What this process's launcher says; nil when it was started without one.
  public static let current = LauncherEnvironment(environmentVariable)

  /// What the launcher says in a given environment; nil when it says nothing.
  ///
  /// Where one launcher was started by another, MPI's own launchers go before Slurm's, whose
  /// variables a batch script's `mpirun` passes on.
  public init?(_ variable: (String) -> String?) {
    guard let first = Self.statements(variable).first else { return nil }
    self = first
  }

  /// Everything that launchers say in a given environment, the most trusted first.
  static func statements(_ variable: (String) -> String?) -> [LauncherEnvironment] {
    func number(_ name: String) -> Int? { variable(name).flatMap { Int($0) } }

    func statement(
      _ launcher: Launcher, rank: String, size: String, localRank: String, localSize: String
    ) -> LauncherEnvironment? {
      guard let count = number(size), count > 0 else { return nil }
      guard let position = number(rank), (0..<count).contains(position) else { return nil }
      return LauncherEnvironment(
        launcher: launcher, rank: position, size: count, localRank: number(localRank),
        localSize: number(localSize), sizeVariable: size)
    }

    let openMPI = statement(
      .openMPI, rank: "OMPI_COMM_WORLD_RANK", size: "OMPI_COMM_WORLD_SIZE",
      localRank: "OMPI_COMM_WORLD_LOCAL_RANK", localSize: "OMPI_COMM_WORLD_LOCAL_SIZE")
    let pmi = statement(
      .pmi, rank: "PMI_RANK", size: "PMI_SIZE", localRank: "MPI_LOCALRANKID",
      localSize: "MPI_LOCALNRANKS")
    // SLURM_NTASKS is set in a batch script too, where a program is alone and right to be so; only
    // what srun started has a step, or is given the means to meet the others.
    let hasStep = variable("SLURM_STEP_NUM_TASKS") != nil
    let hasMeans = variable("PMI_RANK") != nil || variable("PMIX_RANK") != nil
    let slurm =
      hasStep || hasMeans
      ? statement(
        .slurm, rank: "SLURM_PROCID", size: hasStep ? "SLURM_STEP_NUM_TASKS" : "SLURM_NTASKS",
        localRank: "SLURM_LOCALID", localSize: "")
      : nil
    return [openMPI, pmi, slurm].compactMap(\.self)
  }

  private init(
    launcher: Launcher, rank: Int, size: Int, localRank: Int?, localSize: Int?, sizeVariable: String
  ) {
    self.launcher = launcher
    self.rank = rank
    self.size = size
    self.localRank = localRank
    self.localSize = localSize
    self.sizeVariable = sizeVariable
  }
}

extension LauncherEnvironment.Launcher: CustomStringConvertible {
  /// What users call it.
  public var description: String {
    switch self {
    case .openMPI: "Open MPI's mpirun"
    case .pmi: "MPICH's mpiexec (or one of its kind)"
    case .slurm: "Slurm's srun"
    }
  }
}
