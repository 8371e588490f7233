/// Which environment variables are an MPI launcher's doing, and would make a task believe that it is a
/// rank of the farm's own job.
package enum LauncherVariables {
  /// The variables of a rank that its tasks are to have.
  ///
  /// The user's own settings for the MPI library stay: those that the launcher had itself, with the same
  /// value.
  ///
  /// - Parameters:
  ///   - environment: the rank's variables, each `NAME=value`.
  ///   - launcher: those of the process that started the rank; empty where they cannot be seen.
  /// - Returns: those that stay.
  package static func removed(from environment: [[UInt8]], launcher: [[UInt8]]) -> [[UInt8]] {
    var own: Set<[UInt8]>?
    return environment.filter { variable in
      guard isLaunchers(variable) else { return true }
      if starts(variable, with: always) { return true }
      guard starts(variable, with: settings) else { return false }
      let launchers = own ?? Set(launcher)
      own = launchers
      return launchers.contains(variable)
    }
  }

  private static func isLaunchers(_ variable: [UInt8]) -> Bool {
    starts(variable, with: prefixes)
  }

  private static func starts(_ variable: [UInt8], with prefixes: [[UInt8]]) -> Bool {
    prefixes.contains { variable.starts(with: $0) }
  }

  private static let prefixes = [
    "OMPI_", "PMIX_", "ORTE_", "OPAL_", "PRTE_", "PMI_", "PMI2_", "HYDRA_", "HYDI_", "MPICH_",
    "MPIR_", "MPIEXEC_", "MPI_LOCAL", "SLURM_PROCID=", "SLURM_LOCALID=", "SLURM_NODEID=",
    "SLURM_STEP", "SLURM_TASK_PID=", "SLURM_GTIDS=", "SLURM_SRUN_COMM", "SLURM_LAUNCH_NODE_IPADDR=",
    "SLURM_PMI", "SLURM_CPU_BIND", "SLURM_MPI_TYPE=",
  ].map { Array($0.utf8) }

  /// What users set, and launchers too.
  private static let settings = [
    "OMPI_MCA_", "PRTE_MCA_", "PMIX_MCA_", "MPICH_", "MPIR_CVAR_", "HYDRA_",
  ].map { Array($0.utf8) }

  private static let always = ["OMPI_ALLOW_RUN_AS_ROOT", "SLURM_PMIX_FENCE="].map { Array($0.utf8) }
}
