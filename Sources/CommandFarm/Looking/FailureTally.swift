/// Counts failures by their kinds and their nodes.
struct FailureTally {
  private struct Key: Hashable {
    var reason: String
    var exit: Int
    var signal: Int
  }

  private var kinds: [Key: (attempts: Int, tasks: Int)] = [:]
  private var nodes: [String: (attempts: Int, failed: Int)] = [:]

  /// Takes an attempt in.
  ///
  /// - Parameters:
  ///   - outcome: what it came to.
  ///   - host: where it ran.
  ///   - isFinal: whether its task has failed for good with it.
  mutating func add(_ outcome: AttemptOutcome, on host: String, isFinal: Bool) {
    nodes[host, default: (0, 0)].attempts += 1
    guard case .failed(let reason, let exit, let signal) = outcome else { return }
    nodes[host, default: (0, 0)].failed += 1
    let key = Key(reason: reason, exit: exit, signal: signal)
    kinds[key, default: (0, 0)].attempts += 1
    if isFinal { kinds[key, default: (0, 0)].tasks += 1 }
  }

  /// What was counted.
  var figures: FailureFigures {
    let kinds = self.kinds.sorted { a, b in
      a.value.attempts != b.value.attempts
        ? a.value.attempts > b.value.attempts
        : (a.key.reason, a.key.exit, a.key.signal) < (b.key.reason, b.key.exit, b.key.signal)
    }
    let nodes = self.nodes.filter { $0.value.failed > 0 }.sorted {
      $0.value.failed != $1.value.failed ? $0.value.failed > $1.value.failed : $0.key < $1.key
    }
    return FailureFigures(
      attempts: kinds.reduce(0) { $0 + $1.value.attempts },
      kinds: kinds.map { key, count in
        let hasExit = key.reason == "not-started" || key.reason == "exited"
        return FailureFigures.Kind(
          reason: key.reason, exit: hasExit ? key.exit : nil,
          signal: key.reason == "signalled" ? key.signal : nil, attempts: count.attempts,
          tasks: count.tasks)
      },
      nodes: nodes.map {
        FailureFigures.Node(host: $0.key, attempts: $0.value.attempts, failed: $0.value.failed)
      })
  }
}
