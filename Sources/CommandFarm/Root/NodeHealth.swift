/// Tells nodes that are broken from tasks that are.
///
/// A node on which tasks, each another one, fail in a row is held back until another node shows whether they
/// would succeed there. If they do, it is bad; if that one fails as well, the tasks are. On a single node
/// none is suspected.
package struct NodeHealth {
  /// What is to be done about a node.
  package enum Advice: Hashable, Sendable {
    /// Give it nothing until something else is said of it.
    case hold
    /// Give it something again.
    case release
    /// Give it nothing more.
    case bar
  }

  private struct Record {
    var failed: Set<Int> = []
    var isBarred = false
    var isHeld = false
    var hasSucceeded = false

    /// Whether tasks can succeed there, as far as is known.
    var isGood: Bool { hasSucceeded && failed.isEmpty && !isBarred }
  }

  private var records: [String: Record] = [:]
  private let limit: Int
  /// Whether all nodes have been found to fail: nothing is held back until a task has succeeded again.
  private var isResigned = false

  /// - Parameter limit: how many failures in a row are too many; 0 to trust all nodes.
  package init(limit: Int) { self.limit = limit }

  /// Knows a node.
  package mutating func add(_ host: String) {
    if records[host] == nil { records[host] = Record() }
  }

  /// Takes a node out.
  ///
  /// - Returns: nodes to be given something again, because no other is left.
  package mutating func bar(_ host: String) -> [String] {
    records[host, default: Record()].isBarred = true
    return records.values.contains { !$0.isBarred && !$0.isHeld } ? [] : releaseAll()
  }

  private mutating func releaseAll() -> [String] {
    isResigned = true
    let held = records.filter { $0.value.isHeld && !$0.value.isBarred }.map(\.key)
    for host in held { records[host]?.isHeld = false }
    return held
  }

  /// Notes how a task ended on a node.
  ///
  /// - Returns: what is to be done about which nodes.
  package mutating func note(
    _ ordinal: Int, on host: String, succeeded: Bool
  ) -> [(host: String, advice: Advice)] {
    guard limit > 0, records.count > 1, var record = records[host] else { return [] }
    var advice: [(host: String, advice: Advice)] = []
    if succeeded {
      if record.isHeld { advice.append((host, .release)) }
      record = Record(isBarred: record.isBarred, hasSucceeded: true)
      records[host] = record
      isResigned = false
      guard record.isGood else { return advice }
      for (other, record) in records where record.isHeld {
        records[other]?.isHeld = false
        records[other]?.isBarred = true
        advice.append((other, .bar))
      }
      return advice
    }
    record.failed.insert(ordinal)
    records[host] = record
    guard record.failed.count >= limit, !record.isBarred, !record.isHeld else { return [] }
    if records.contains(where: { $0.key != host && $0.value.isGood }) {
      records[host]?.isBarred = true
      return [(host, .bar)]
    }
    guard !isResigned else { return [] }
    if records.contains(where: { $0.key != host && !$0.value.isBarred && !$0.value.isHeld }) {
      records[host]?.isHeld = true
      return [(host, .hold)]
    }
    return releaseAll().map { ($0, .release) }
  }
}
