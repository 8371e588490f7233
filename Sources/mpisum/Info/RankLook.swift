import CSystem
import MPI
import NodeResources

/// Looks at where this rank runs.
enum RankLook {
  /// - Important: Collective.
  static func facts(on world: borrowing Communicator) throws(MPIError) -> RankFacts {
    let evidence = CoreEvidence()
    let host = Environment.processorName
    let keys = try world.allGatherBytes(of: evidence.key(onHost: host))
    return RankFacts(
      rank: world.rank, host: host, evidence: evidence,
      place: RankPlacement.all(keys)[world.rank],
      mpi: RankFacts.MPI(
        library: Versions.mpi, launcher: LauncherEnvironment.current?.launcher.description,
        threadLevel: "\(Environment.threadLevel)"),
      program: RankFacts.Program(
        version: Program.version, isa: Versions.instructionSet, fma: csystem_has_fma()))
  }
}
