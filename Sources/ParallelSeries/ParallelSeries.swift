public import Series
public import Summation
import Synchronization

/// STUB: the terms that this rank has summed so far; read from another thread.
public final class SumProgress: Sendable {
  let done = Atomic<Int>(0)
  let total = Atomic<Int>(0)
  public init() {}
  /// Terms done by this rank.
  public var termsDone: Int { done.load(ordering: .relaxed) }
  /// Terms that this rank has to do; 0 until they are shared out.
  public var termsTotal: Int { total.load(ordering: .relaxed) }
}

/// STUB: what one rank did.
public struct RankReport: Codable, Sendable {
  public let rank: Int
  public let host: String
  public let threads: Int
  public let terms: Int
  public let seconds: Double
}

/// STUB: the root's report of a sum.
public struct SumReport: Sendable {
  public let sum: BoundedSum
  public let terms: Int
  public let ranks: [RankReport]
  public let computeSeconds: Double
  public let reduceSeconds: Double
}
// extension Communicator {
//   /// Collective. The report on the root, nil elsewhere.
//   public borrowing func sum(_ series: SlowSeries, threads: Int, root: Int = 0,
//     progress: SumProgress? = nil) throws(MPIError) -> SumReport?
// }
