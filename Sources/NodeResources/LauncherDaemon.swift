/// The process that started this rank on its node, where it is a known MPI launcher's.
public struct LauncherDaemon: Hashable, Sendable {
  /// Its name, cut to 15 characters by the kernel, such as `orted`.
  public let name: String

  /// The cores that it may use itself: those of the allocation.
  public let cores: CoreSet

  /// Whether its launcher binds ranks to cores that nobody asked for.
  ///
  /// Open MPI does: each of one or two ranks to a single core, more ranks to a package. MPICH's daemon
  /// binds only when told to. Slurm's binds to what the job asked for, and its own mask can be the
  /// whole node's, other jobs' cores included.
  public let bindsUnasked: Bool

  /// Creates a description of a daemon.
  ///
  /// - Returns: nil where `name` is not a launcher daemon's.
  public init?(name: String, cores: CoreSet) {
    if LauncherDaemon.openMPI.contains(name) {
      bindsUnasked = true
    } else if LauncherDaemon.others.contains(name) {
      bindsUnasked = false
    } else {
      return nil
    }
    self.name = name
    self.cores = cores
  }

  private static let openMPI: Set<String> = [
    "orted", "orterun", "prted", "prte", "prterun", "mpirun", "mpirun.openmpi", "mpiexec",
    "mpiexec.openmpi",
  ]

  private static let others: Set<String> = ["hydra_pmi_proxy", "pmi_proxy", "slurmstepd", "palsd"]
}
