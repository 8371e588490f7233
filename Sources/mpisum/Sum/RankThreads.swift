import MPI
import NodeResources

/// The threads of this rank.
struct RankThreads {
  /// How many threads to use.
  let count: Int
  /// What the user should know of the choice, once; `nil` on all ranks but 0, and where all is well.
  let warning: String?

  /// Takes the number that was asked for, or this rank's share of its node's cores.
  ///
  /// The share's cores are put into force in both cases: a launcher may have bound the rank to fewer.
  ///
  /// - Important: Collective.
  static func choose(
    _ wish: Int?, on world: borrowing Communicator
  ) throws(MPIError) -> RankThreads {
    let evidence = CoreEvidence()
    let node = try world.splitByNode()
    guard let peers = try node.split(color: Int(evidence.poolColor)) else {
      preconditionFailure("a rank with a colour is in the communicator of that colour")
    }
    let share = evidence.share(ofRank: peers.rank, among: peers.size).apply()
    guard let wish else { return RankThreads(count: share.threads, warning: nil) }

    let fewest = try world.allReduce(share.threads, .min)
    guard world.rank == 0, wish > fewest else { return RankThreads(count: wish, warning: nil) }
    let cores = "\(fewest) core\(fewest == 1 ? "" : "s")"
    return RankThreads(
      count: wish,
      warning: "--threads \(wish) is more than the \(cores) that a rank may use here")
  }
}
