import MPI

/// How ranks agree, while they compute, on when to stop for a checkpoint.
///
/// Each rank says now and then what it wishes and whether it is done, in a reduction that nobody waits for:
/// between two pieces of work it is asked whether all have spoken. All ranks get the same answers in the same
/// order, so whatever they do together next, they do at the same point.
final class Pulse {
  /// What a rank wishes.
  enum Wish: Int32 {
    case nothing, checkpoint, stop
  }

  /// What all ranks do next.
  enum Verdict {
    case goOn, checkpoint, stop, finish
  }

  private let communicator: Communicator
  private var request: Request<Int32>?
  private var nextBegin = 0.0

  /// Seconds between the beginnings of two reductions, while there is work.
  private static let interval = 0.02

  /// On a communicator that nothing else is done with meanwhile.
  init(_ communicator: consuming Communicator) {
    self.communicator = communicator
  }

  /// Speaks, or asks whether all have spoken.
  ///
  /// - Parameters:
  ///   - wish: what this rank wishes.
  ///   - isDone: whether this rank has nothing left to sum.
  /// - Returns: the verdict, once all ranks have spoken; else nil.
  /// - Throws: ``MPIError``.
  func poll(_ wish: Wish, isDone: Bool) throws(MPIError) -> Verdict? {
    if request == nil {
      let now = Environment.wallTime()
      guard isDone || wish != .nothing || now >= nextBegin else { return nil }
      nextBegin = now + Self.interval
      request = try communicator.immediateAllReduce([wish.rawValue, isDone ? 0 : 1], .max)
    }
    guard var request = request.take() else { return nil }
    guard try request.test() else {
      self.request = consume request
      return nil
    }
    let words = try request.wait().array
    if words[1] == 0 { return .finish }
    switch Wish(rawValue: words[0]) {
    case .checkpoint: return .checkpoint
    case .stop: return .stop
    default: return .goOn
    }
  }
}
