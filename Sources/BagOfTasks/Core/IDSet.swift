/// A set of task ids, kept as runs of consecutive ones.
///
/// Ids are given out in runs and finished nearly in that order, so that a few runs hold thousands.
///
/// - Complexity: to insert O(1); to remove O(runs).
struct IDSet {
  private(set) var runs: [ClosedRange<UInt64>] = []
  private(set) var count = 0

  /// Adds an id that is not in the set.
  mutating func insert(_ id: TaskID) {
    let id = id.rawValue
    count += 1
    if let last = runs.last, last.upperBound &+ 1 == id {
      runs[runs.count - 1] = last.lowerBound...id
    } else {
      runs.append(id...id)
    }
  }

  /// Removes an id.
  ///
  /// - Returns: whether it was in the set.
  @discardableResult
  mutating func remove(_ id: TaskID) -> Bool {
    let id = id.rawValue
    guard let index = runs.firstIndex(where: { $0.contains(id) }) else { return false }
    let run = runs[index]
    count -= 1
    switch (run.lowerBound == id, run.upperBound == id) {
    case (true, true): runs.remove(at: index)
    case (true, false): runs[index] = id + 1...run.upperBound
    case (false, true): runs[index] = run.lowerBound...id - 1
    case (false, false):
      runs[index] = run.lowerBound...id - 1
      runs.insert(id + 1...run.upperBound, at: index + 1)
    }
    return true
  }

  /// Whether an id of a range is in the set.
  func intersects(_ ids: ClosedRange<TaskID>) -> Bool {
    runs.contains { $0.overlaps(ids.lowerBound.rawValue...ids.upperBound.rawValue) }
  }
}
