/// Tells nodes that are broken from tasks that are.
///
/// A node is bad if tasks, each another one, fail on it in a row while the last one on some other node
/// succeeded. On a single node, or where tasks fail everywhere, none is.
package struct NodeHealth {
  private struct Record {
    var failed: Set<Int> = []
    var isBarred = false
    var hasSucceeded = false
  }

  private var records: [String: Record] = [:]
  private let limit: Int

  /// - Parameter limit: how many failures in a row are too many; 0 to trust all nodes.
  package init(limit: Int) { self.limit = limit }

  /// Knows a node.
  package mutating func add(_ host: String) {
    if records[host] == nil { records[host] = Record() }
  }

  /// Takes a node out.
  package mutating func bar(_ host: String) { records[host, default: Record()].isBarred = true }

  /// Notes how a task ended on a node.
  ///
  /// - Returns: whether the node should be given no more.
  package mutating func note(_ ordinal: Int, on host: String, succeeded: Bool) -> Bool {
    guard limit > 0, records.count > 1, var record = records[host] else { return false }
    if succeeded {
      record.failed = []
      record.hasSucceeded = true
    } else {
      record.failed.insert(ordinal)
    }
    records[host] = record
    return !record.isBarred && record.failed.count >= limit
      && records.contains {
        $0.key != host && !$0.value.isBarred && $0.value.hasSucceeded
          && $0.value.failed.isEmpty
      }
  }
}
