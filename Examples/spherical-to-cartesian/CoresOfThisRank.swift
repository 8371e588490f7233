import MPI
import NodeResources

/// The cores that this rank may use, which are put into force, and hence its number of threads.
///
/// Ranks of one node that may use the same cores share them. A launcher may have bound each rank to
/// one core, although there are more. Collective.
func coresOfThisRank(_ world: borrowing Communicator) throws -> Int {
  let evidence = CoreEvidence()
  let key = evidence.key(onHost: Environment.processorName)
  let place = RankPlacement.all(try world.allGatherBytes(of: key))[world.rank]
  return evidence.share(at: place).apply().threads
}
