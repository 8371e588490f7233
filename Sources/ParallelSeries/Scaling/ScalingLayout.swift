/// So many ranks with so many threads each.
public struct ScalingLayout: Hashable, Sendable {
  /// The number of ranks.
  public let ranks: Int

  /// The threads of each.
  public let threads: Int

  /// The cores that they keep busy.
  public var cores: Int { ranks * threads }

  /// Creates a layout.
  public init(ranks: Int, threads: Int) {
    precondition(ranks > 0 && threads > 0, "a layout has a rank and a thread")
    self.ranks = ranks
    self.threads = threads
  }

  /// 1, 2, 4, … ranks with 1, 2, 4, … threads each, and as many of both as there are.
  ///
  /// - Parameters:
  ///   - ranks: how many ranks there are.
  ///   - threads: how many threads each may use.
  /// - Returns: the layouts by their cores, those with fewer ranks first; the first is one thread.
  public static func grid(ranks: Int, threads: Int) -> [ScalingLayout] {
    steps(to: ranks).flatMap { ranks in
      steps(to: threads).map { ScalingLayout(ranks: ranks, threads: $0) }
    }.sorted { ($0.cores, $0.ranks) < ($1.cores, $1.ranks) }
  }

  private static func steps(to last: Int) -> [Int] {
    precondition(last > 0, "there is a rank and a thread")
    return sequence(first: 1) { $0 * 2 < last ? $0 * 2 : $0 < last ? last : nil }.map(\.self)
  }
}
