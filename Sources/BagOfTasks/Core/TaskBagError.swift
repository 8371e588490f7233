import MPI

/// Why a bag of tasks came to a bad end as a whole.
///
/// Thrown on all ranks, so that none goes on as if all were well. Printed once where nobody catches it:
/// `withMPI` is silent on ranks that only hear of it.
public struct TaskBagError: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Reason: Sendable, Hashable {
    /// A rank could not make its runner; for a ``WorkerPool``, its initializer threw.
    case unable
    /// The root's body of code threw.
    case rootFailed
    /// MPI was initialised for a single thread.
    case singleThreaded
  }

  /// What went wrong.
  public let reason: Reason
  /// The rank where it did.
  public let rank: Int
  /// The node of that rank; empty where it is not known.
  public let host: String
  /// The description of the error there.
  public let message: String
  /// Whether this is another rank than that.
  let isFromElsewhere: Bool

  /// The error in words.
  public var description: String {
    let place = host.isEmpty ? "rank \(rank)" : "rank \(rank) on \(host)"
    return switch reason {
    case .unable: "\(place) cannot run tasks: \(message)"
    case .singleThreaded:
      "tasks run on threads, but MPI was started for a single one:"
        + " call withMPI(threads: .funneled)"
    case .rootFailed: "the root, \(place), failed: \(message)"
    }
  }
}

extension TaskBagError: ReportedElsewhere {
  package var isReportedElsewhere: Bool { isFromElsewhere }
}

// On the wire: an `end` frame whose detail is the reason, 0 if there is none, whose id is the rank, and
// whose payload is the host and the message, with a zero byte between them.
extension TaskBagError {
  /// The frame and the text that tell a rank of the end.
  static func end(_ error: TaskBagError?) -> (frame: Frame, text: String) {
    var frame = Frame(.end)
    guard let error else { return (frame, "") }
    frame.detail = error.reason == .unable ? 1 : 2
    frame.id = UInt64(error.rank)
    return (frame, "\(error.host)\0\(error.message)")
  }

  /// Throws the error that an `end` frame tells of, if it does.
  static func check(_ frame: Frame, _ text: String, ownRank: Int) throws(TaskBagError) {
    guard frame.detail != 0 else { return }
    let parts = text.split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
    let rank = Int(frame.id)
    throw TaskBagError(
      reason: frame.detail == 1 ? .unable : .rootFailed, rank: rank, host: String(parts[0]),
      message: String(parts[1]), isFromElsewhere: rank != ownRank)
  }
}
