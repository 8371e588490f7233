/// Those who share a computation: the threads of a rank, and the ranks.
///
/// What the engines compute with a team has the same bits for every team, since only integers are
/// added up.
public struct Team: @unchecked Sendable {
  /// This rank, from 0.
  public let rank: Int

  /// How many ranks there are.
  public let ranks: Int

  /// Threads of this rank.
  public let threads: Int

  /// Calls a body with 0..<`threads`, each on a thread of its own, and returns when all have ended.
  let perform: (_ body: @Sendable (Int) -> Void) -> Void

  /// Adds the words of all ranks, element by element, and gives all ranks the sums.
  ///
  /// All ranks have to call it, with arrays of the same length.
  let add: (_ words: [Int64]) throws -> [Int64]

  /// Is told now and then what fraction of a long computation is done, roughly.
  let note: (_ fraction: Double) -> Void

  /// One thread of one rank.
  public static var alone: Team {
    Team(rank: 0, ranks: 1, threads: 1, perform: { $0(0) }, add: { $0 })
  }

  /// A team.
  ///
  /// - Parameters:
  ///   - rank: this rank, from 0.
  ///   - ranks: how many there are.
  ///   - threads: of this rank; ranks may differ.
  ///   - perform: calls a body with 0..<`threads` on as many threads and waits for them.
  ///   - add: adds words over all ranks; called on the thread that calls an engine, by all ranks alike.
  ///   - note: is told what fraction of a long computation is done.
  public init(
    rank: Int, ranks: Int, threads: Int,
    perform: @escaping (_ body: @Sendable (Int) -> Void) -> Void,
    add: @escaping (_ words: [Int64]) throws -> [Int64],
    note: @escaping (_ fraction: Double) -> Void = { _ in }
  ) {
    self.note = note
    self.rank = rank
    self.ranks = ranks
    self.threads = threads
    self.perform = perform
    self.add = add
  }

  /// Calls a body with 0..<`count`: on the calling thread if that is 1, else on all threads.
  func perform(on count: Int, _ body: @Sendable (Int) -> Void) {
    if count == 1 { body(0) } else { perform(body) }
  }

  /// One of several parts of a range, of nearly the same length.
  static func part(_ index: Int, of parts: Int, in range: Range<Int>) -> Range<Int> {
    func boundary(_ index: Int) -> Int { range.lowerBound + range.count * index / parts }
    return boundary(index)..<boundary(index + 1)
  }
}
