public import Series
public import Summation
import Synchronization

extension BlockEngine {
  /// The sum of all terms of some ranges of blocks on several threads.
  ///
  /// Threads take parts of the ranges from a common counter, so that a slow thread takes fewer.
  ///
  /// - Parameters:
  ///   - ranges: parts of `blocks`.
  ///   - threads: how many threads sum, the calling one included; at least 1.
  ///   - progress: is told of every finished part.
  /// - Returns: the same bits for every number of threads.
  public func sum(
    of ranges: [Range<Int>], threads: Int, progress: SumProgress? = nil
  ) -> BoundedSum {
    precondition(threads > 0, "at least one thread has to sum")
    let terms = ranges.reduce(0) { $0 + numbers.termCount(in: $1) }
    let blocks = ranges.reduce(0) { $0 + $1.count }
    let wanted = max(64 * threads, terms / termsPerPart)
    let partsPerRange = max(1, min(blocks, wanted) / max(1, ranges.count))
    progress?.begin(terms)
    let nextPart = Atomic<Int>(0)
    let total = Mutex(BoundedSum())

    @Sendable func work() {
      var partial = BoundedSum()
      while true {
        let index = nextPart.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < partsPerRange * ranges.count else { break }
        let (range, part) = index.quotientAndRemainder(dividingBy: partsPerRange)
        let sum = sum(of: numbers.part(part, of: partsPerRange, in: ranges[range]))
        partial += sum
        progress?.advance(sum.termCount)
      }
      total.withLock { $0 += partial }
    }

    ThreadCrew(threads).perform { _ in work() }
    return total.withLock { $0 }
  }
}

/// Terms in a part: about a millisecond, so that handing out parts costs nothing and no thread waits long
/// at the end.
private let termsPerPart = 1 << 22
