import Foundation
import Series
import Synchronization

/// Ranks that are threads of this process.
enum TestTeam {
  /// Runs `body` on all ranks of a team.
  ///
  /// - Returns: what the ranks return, in rank order.
  static func run<Result: Sendable>(
    ranks: Int, threads: Int, _ body: @escaping @Sendable (Team) throws -> Result
  ) async throws -> [Result] {
    let sum = SharedSum(ranks)
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let group = DispatchGroup()
      for rank in 0..<ranks {
        DispatchQueue(label: "rank \(rank)").async(group: group) {
          let team = Team(
            rank: rank, ranks: ranks, threads: threads,
            perform: { work in
              withoutActuallyEscaping(work) { work in
                let group = DispatchGroup()
                for thread in 0..<threads {
                  DispatchQueue(label: "thread").async(group: group) { work(thread) }
                }
                group.wait()
              }
            }, add: { sum.add($0) })
          let result = Swift.Result { try body(team) }
          results.withLock { $0[rank] = result }
        }
      }
      group.notify(queue: .global()) { done.resume() }
    }
    let all = results.withLock { $0 }
    return try all.sorted { $0.key < $1.key }.map { try $0.value.get() }
  }

  /// A sum that all ranks add to and wait for.
  private final class SharedSum: Sendable {
    private let ranks: Int
    private let condition = NSCondition()
    private let state = Mutex((arrived: 0, round: 0, words: [Int64](), total: [Int64]()))

    init(_ ranks: Int) {
      self.ranks = ranks
    }

    func add(_ words: [Int64]) -> [Int64] {
      condition.lock()
      defer { condition.unlock() }
      let round = state.withLock { state in
        let sums = state.arrived == 0 ? words : zip(state.words, words).map { $0 + $1 }
        state.words = sums
        state.arrived += 1
        let round = state.round
        if state.arrived == ranks {
          state.total = sums
          state.arrived = 0
          state.round += 1
        }
        return round
      }
      condition.broadcast()
      while state.withLock({ $0.round == round }) { condition.wait() }
      return state.withLock { $0.total }
    }
  }
}
