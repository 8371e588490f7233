import MPI
import Series
import Summation

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A sum that writes checkpoints, as one rank sees it.
final class CheckpointedSum<Engine: BlockEngine> {
  private let world: Communicator
  private let legs: SumLegs<Engine>
  private let plan: CheckpointPlan
  private let root: Int
  private let pulse: Pulse

  /// On the root: what is summed and written, by leg.
  private var base: [BoundedSum]

  /// On the root, when the next checkpoint is due.
  private var due: Double

  /// What went wrong on the main thread between two pieces.
  private var failure: MPIError?

  private var verdict: Pulse.Verdict?

  /// A sum on a communicator that outlives it.
  init(
    _ world: borrowing Communicator, _ legs: SumLegs<Engine>, _ plan: CheckpointPlan, root: Int
  ) {
    self.world = world.alias
    self.legs = legs
    self.plan = plan
    self.root = root
    self.pulse = Pulse(world.alias)
    base = legs.limits.map { _ in BoundedSum() }
    due = Environment.wallTime() + plan.interval
  }

  private var isRoot: Bool { world.rank == root }

  /// The ranges of whole blocks that are to be summed, on all ranks: those that the file leaves.
  ///
  /// - Throws: ``SeriesError``, the same on all ranks, if the file is no use, or in the way.
  /// - Important: Collective.
  func begin() throws -> [Range<Int>] {
    var words: [Int] = []
    var fault = ""
    if isRoot {
      do throws(CheckpointFile.Failure) {
        words = try firstRanges().words
      } catch {
        fault = error.description
      }
    }
    fault = String(decoding: try world.broadcast(Array(fault.utf8), root: root), as: UTF8.self)
    guard fault.isEmpty else { throw SeriesError(fault) }
    return [Range<Int>](words: try world.broadcast(words, root: root))
  }

  private func firstRanges() throws(CheckpointFile.Failure) -> [Range<Int>] {
    plan.file.removeDrafts()
    guard plan.file.exists else {
      // An unwritable place should be known now, not after an hour.
      try plan.file.write(checkpoint(rest: [legs.wholeBlocks]))
      return [legs.wholeBlocks]
    }
    guard plan.resumes else {
      throw CheckpointFile.Failure(
        description:
          "the checkpoint \(plan.file.path) is there already: give --resume to go on from it, "
          + "or remove it")
    }
    let checkpoint = try plan.file.read()
    guard checkpoint.identity == plan.identity, checkpoint.limits == legs.limits else {
      throw CheckpointFile.Failure(
        description: "the checkpoint \(plan.file.path) is of another sum: \(checkpoint.identity), "
          + "at \(checkpoint.limits.map(String.init).joined(separator: ",")); give another file, or remove it"
      )
    }
    base = checkpoint.boundedSums
    let percent = 100 * Double(checkpoint.termsDone) / Double(max(1, legs.termCount))
    plan.note("going on from \(plan.file.path), \(Int(percent)) % done")
    return checkpoint.restRanges
  }

  /// Sums on this rank until all ranks are done, or are to stop.
  ///
  /// - Returns: whether the sum is done.
  /// - Throws: ``MPIError``.
  /// - Important: Collective.
  func run(_ work: BlockWork<Engine>, _ crew: ThreadCrew) throws -> Bool {
    let main = MainThread(self)
    while true {
      verdict = nil
      work.resume()
      crew.perform { thread in
        if thread == 0 {
          work.run { main.sum.ask(work) }
        } else {
          work.run()
        }
      }
      while verdict == nil, failure == nil {
        ask(work, isDone: work.isEmpty)
        if verdict == nil { usleep(500) }
      }
      if let failure { throw failure }
      switch verdict {
      case .checkpoint:
        // A full disk is no reason to lose a sum that may yet be done.
        if let fault = try write(work), isRoot { plan.note("\(fault); the sum goes on") }
      case .stop:
        if let fault = try write(work) { throw CheckpointFile.Failure(description: fault) }
        return false
      case .finish: return true
      case .goOn, nil: break
      }
    }
  }

  /// The sums of this rank that are in no checkpoint, and what the root has, at the end.
  func finish(_ work: BlockWork<Engine>) -> (base: [BoundedSum], whole: [BoundedSum]) {
    (base, work.takeWholeSums())
  }

  /// Speaks with the other ranks; on the main thread.
  private func ask(_ work: BlockWork<Engine>, isDone: Bool = false) {
    guard verdict == nil, failure == nil else { return }
    do throws(MPIError) {
      let isDue = isRoot && Environment.wallTime() >= due
      let wish: Pulse.Wish = plan.wantsStop() ? .stop : isDue ? .checkpoint : .nothing
      if wish == .stop { work.hurry() }
      let found = try pulse.poll(wish, isDone: isDone)
      if found != .goOn { verdict = found }
    } catch {
      failure = error
    }
    if verdict != nil || failure != nil { work.halt() }
  }

  /// Collects what all ranks have, and writes it.
  ///
  /// - Returns: what went wrong, if anything did, on all ranks.
  private func write(_ work: BlockWork<Engine>) throws(MPIError) -> String? {
    let sums = try world.reduce(work.takeWholeSums(), root: root)
    let rests = try world.gatherV(work.rest.words, root: root)
    var fault = ""
    if let sums, let rests {
      for leg in base.indices { base[leg] += sums[leg] }
      do throws(CheckpointFile.Failure) {
        try plan.file.write(checkpoint(rest: rests.flatMap { [Range<Int>](words: $0) }))
      } catch {
        fault = error.description
      }
      due = Environment.wallTime() + plan.interval
    }
    fault = String(decoding: try world.broadcast(Array(fault.utf8), root: root), as: UTF8.self)
    return fault.isEmpty ? nil : fault
  }

  private func checkpoint(rest: [Range<Int>]) -> Checkpoint {
    var joined: [Range<Int>] = []
    for range in rest.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = joined.last, last.upperBound == range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    return Checkpoint(identity: plan.identity, limits: legs.limits, rest: joined, sums: base)
  }

  /// For the closure that all threads run: thread 0 is the one that this object belongs to.
  private struct MainThread: @unchecked Sendable {
    let sum: CheckpointedSum

    init(_ sum: CheckpointedSum) { self.sum = sum }
  }
}

/// How ranges travel: the ends of each, one after the other.
extension [Range<Int>] {
  fileprivate var words: [Int] { flatMap { [$0.lowerBound, $0.upperBound] } }

  fileprivate init(words: [Int]) {
    self = stride(from: 0, to: words.count, by: 2).map { words[$0]..<words[$0 + 1] }
  }
}
