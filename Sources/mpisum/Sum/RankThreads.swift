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
    // One small collective: splitting the communicator by nodes costs several, which is what a rank
    // would do longest before its first term where ranks outnumber cores.
    let key = evidence.key(onHost: Environment.processorName)
    let place = RankPlacement.all(try world.allGatherBytes(of: key))[world.rank]
    let share = evidence.share(at: place).apply()
    guard let wish else { return RankThreads(count: share.threads, warning: nil) }

    guard let fewest = try world.reduce(share.threads, .min), wish > fewest else {
      return RankThreads(count: wish, warning: nil)
    }
    let cores = "\(fewest) core\(fewest == 1 ? "" : "s")"
    return RankThreads(
      count: wish,
      warning: "--threads \(wish) is more than the \(cores) that a rank may use here")
  }
}
