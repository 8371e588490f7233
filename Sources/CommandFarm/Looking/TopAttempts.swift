/// The attempts with the greatest values, no more than one of each task.
struct TopAttempts {
  private struct Entry {
    var value: Double
    var task: Int64
    var attempt: Int64

    /// Whether it comes before another one.
    func precedes(_ other: Entry) -> Bool {
      value != other.value ? value > other.value : attempt < other.attempt
    }
  }

  private let limit: Int
  private var entries: [Entry] = []

  init(limit: Int) { self.limit = limit }

  /// The attempts' ids, that with the greatest value first.
  var attempts: [Int64] { entries.map(\.attempt) }

  /// Takes an attempt in, unless its value is 0.
  mutating func add(_ value: Double, task: Int64, attempt: Int64) {
    let entry = Entry(value: value, task: task, attempt: attempt)
    if entries.count == limit, let last = entries.last, !entry.precedes(last) { return }
    guard value > 0 else { return }
    if let same = entries.firstIndex(where: { $0.task == task }) {
      guard entry.precedes(entries[same]) else { return }
      entries.remove(at: same)
    }
    entries.insert(entry, at: entries.firstIndex(where: entry.precedes) ?? entries.count)
    if entries.count > limit { entries.removeLast() }
  }
}
