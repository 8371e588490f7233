/// The tasks of an existing store by their hash, and which of them this run's input has named.
///
/// 16 bytes a task, in memory only.
struct MatchIndex {
  /// A task of the store.
  struct Entry {
    var hash: Int64
    /// `UInt32.max` without one.
    var ordinal: UInt32
    var id: UInt32
  }

  private let entries: [Entry]
  /// A bit for each entry.
  private var matched: [UInt64]
  /// Where to go on among equal hashes, by the place of the first of them: thousands of equal commands
  /// must not be gone through from the start for each of them.
  private var resumption: [Int: Int] = [:]
  /// The tasks named so far.
  private(set) var matchedCount = 0

  /// An index of all tasks of a store, in any order.
  init(_ entries: consuming [Entry]) {
    entries.sort { ($0.hash, $0.ordinal, $0.id) < ($1.hash, $1.ordinal, $1.id) }
    matched = Array(repeating: 0, count: (entries.count + 63) / 64)
    self.entries = entries
  }

  /// The tasks not named so far.
  var unmatchedCount: Int { entries.count - matchedCount }

  /// Calls a closure with each task not named so far.
  func forEachUnmatched(_ body: (Int64) throws(StoreError) -> Void) throws(StoreError) {
    for place in entries.indices where !isMatched(place) { try body(Int64(entries[place].id)) }
  }

  /// Finds the task with the lowest ordinal among those not yet named, and names it.
  ///
  /// The closure says whether a task with the right hash is really it.
  mutating func match(
    _ hash: Int64, where isEqual: (Int64) throws(StoreError) -> Bool
  ) throws(StoreError) -> Int64? {
    let first = place(of: hash)
    var place = resumption[first] ?? first
    var hasPassedOne = false
    while place < entries.count, entries[place].hash == hash {
      let id = Int64(entries[place].id)
      if isMatched(place) {
        place += 1
      } else if try isEqual(id) {
        matched[place >> 6] |= 1 << UInt64(place & 63)
        matchedCount += 1
        let isAmongEquals =
          place > first || place + 1 < entries.count && entries[place + 1].hash == hash
        if isAmongEquals && !hasPassedOne { resumption[first] = place + 1 }
        return id
      } else {
        hasPassedOne = true
        place += 1
      }
    }
    return nil
  }

  private func isMatched(_ place: Int) -> Bool {
    matched[place >> 6] >> UInt64(place & 63) & 1 != 0
  }

  /// The first place whose hash is not less.
  private func place(of hash: Int64) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
