import BagOfTasks

/// Follows the tasks of a bag with one slot a rank, and knows what may happen next to each.
struct TaskLog {
  private var rankOf: [TaskID: Int] = [:]
  private var started: Set<TaskID> = []
  private var finished: Set<TaskID> = []

  var finishedCount: Int { finished.count }

  /// Notes an event.
  ///
  /// - Returns: whether it was one that may come at this place.
  mutating func accept(_ event: Happening) -> Bool {
    guard let id = event.id, !finished.contains(id) else { return false }
    switch event {
    case .credit, .terminating:
      return false
    case .assigned(_, let rank):
      return rankOf.updateValue(rank, forKey: id) == nil
    case .returned(_, let rank):
      return rankOf.removeValue(forKey: id) == rank && !started.contains(id)
    case .started(_, let rank, let slot, _):
      return rankOf[id] == rank && slot == 0 && started.insert(id).inserted
    case .output(_, let rank, _, _):
      return rankOf[id] == rank && started.contains(id)
    case .finished(let task):
      finished.insert(id)
      return task.rank == rankOf[id] && task.slot == 0
        && (started.contains(id) || task.outcome == .cancelled)
    }
  }
}
