/// A start of a farm, as the store keeps it.
public struct RunRecord: Hashable, Sendable {
  /// The version of mpisum.
  public var version: String
  /// The MPI library and its version.
  public var mpi: String
  /// The nodes, one entry a rank.
  public var hosts: [String]
  /// The number of ranks.
  public var ranks: Int
  /// The slots of all ranks.
  public var slots: Int
  /// The cores that a slot stands for.
  public var cpus: Int
  /// The slots of each rank; empty if that is not known.
  public var rankSlots: [Int]
  /// The options as JSON text.
  public var options: String
  /// The working directory of the tasks.
  public var directory: String
  /// When it started, in seconds since 1970.
  public var started: Double

  /// A record of all that is known at the start.
  public init(
    version: String, mpi: String, hosts: [String], ranks: Int, slots: Int, cpus: Int = 1,
    rankSlots: [Int] = [], options: String, directory: String, started: Double
  ) {
    self.version = version
    self.mpi = mpi
    self.hosts = hosts
    self.ranks = ranks
    self.slots = slots
    self.cpus = cpus
    self.rankSlots = rankSlots
    self.options = options
    self.directory = directory
    self.started = started
  }
}
