/// Which tasks wait for which.
package struct Prerequisites {
  /// How a task that others may wait for stands.
  private enum Progress {
    case open
    case succeeded
    case failed
    case postponed
  }

  /// What is to become of a new task.
  package enum Answer {
    case ready
    /// Until so many tasks have succeeded.
    case wait(Int)
    /// Not in this run: a task before it is not run either.
    case postpone
    /// A task before it has failed.
    case skip
  }

  private var progress: [Int: Progress] = [:]
  private var waiting: [Int: [LiveTask]] = [:]
  /// The number of tasks that wait.
  package private(set) var count = 0

  package init() {}

  /// Takes in a task that has been read.
  package mutating func add(_ task: LiveTask) -> Answer {
    // Only tasks with names can be waited for.
    if task.task.settings.name != nil { progress[task.task.ordinal] = .open }
    let after = task.task.settings.after
    guard !after.isEmpty else { return .ready }
    let open = after.filter { progress[$0] == .open }
    if after.contains(where: { progress[$0] == .failed }) { return .skip }
    if after.contains(where: { progress[$0] == .postponed }) {
      note(task.task, .postponed)
      return .postpone
    }
    guard !open.isEmpty else { return .ready }
    task.prerequisites = open.count
    for ordinal in open { waiting[ordinal, default: []].append(task) }
    count += 1
    return .wait(open.count)
  }

  /// Notes a task that had ended for good before this run.
  package mutating func note(_ task: FarmTask, succeeded: Bool) {
    note(task, succeeded ? .succeeded : .failed)
  }

  private mutating func note(_ task: FarmTask, _ progress: Progress) {
    if task.settings.name != nil { self.progress[task.ordinal] = progress }
  }

  /// Notes that a task will not be run this time.
  ///
  /// - Returns: those that wait for it, directly or not: they will not be run either.
  package mutating func postpone(_ task: FarmTask) -> [LiveTask] {
    note(task, .postponed)
    var postponed: [LiveTask] = []
    var open = [task.ordinal]
    while let ordinal = open.popLast() {
      for dependent in waiting.removeValue(forKey: ordinal) ?? [] where dependent.prerequisites > 0
      {
        dependent.prerequisites = 0
        note(dependent.task, .postponed)
        postponed.append(dependent)
        open.append(dependent.task.ordinal)
      }
    }
    count -= postponed.count
    return postponed
  }

  /// Notes that a task has ended for good.
  ///
  /// - Returns: tasks that may be started now, and tasks that are not to be run.
  package mutating func end(
    _ task: FarmTask, succeeded: Bool
  ) -> (ready: [LiveTask], skipped: [LiveTask]) {
    note(task, succeeded: succeeded)
    guard let dependents = waiting.removeValue(forKey: task.ordinal) else { return ([], []) }
    var ready: [LiveTask] = []
    var skipped: [LiveTask] = []
    for dependent in dependents where dependent.prerequisites > 0 {
      if succeeded {
        dependent.prerequisites -= 1
        if dependent.prerequisites == 0 { ready.append(dependent) }
      } else {
        dependent.prerequisites = 0
        skipped.append(dependent)
      }
    }
    count -= ready.count + skipped.count
    return (ready, skipped)
  }

  /// The tasks that still wait, in the order of the input.
  var left: [LiveTask] {
    var seen: Set<Int> = []
    return waiting.values.joined().filter {
      $0.prerequisites > 0 && seen.insert($0.task.ordinal).inserted
    }.sorted { $0.task.ordinal < $1.task.ordinal }
  }
}
