import BagOfTasks

extension FarmLoop {
  /// What the run came to.
  func summary() -> FarmSummary {
    status.tasks.read = max(status.tasks.read, supply.tasksRead)
    status.tasks.running = 0
    var seen: Set<String> = []
    let hosts = controller.bag.ranks.map(\.host).filter { seen.insert($0).inserted }
    return FarmSummary(
      store: options.store, verdict: verdict, tasks: status.tasks, before: status.before,
      interrupted: interrupted, seconds: TaskReporter.now - status.started,
      started: status.started, ranks: status.ranks, slots: status.slots, hosts: hosts,
      quarantined: status.quarantined,
      figures: tally.figures(
        run: Int(store.run), started: status.started, ended: ended, verdict: Int(verdict),
        ranks: status.ranks, quarantined: status.quarantined),
      failures: failures.figures, gnuStatus: gnuStatus)
  }

  /// GNU parallel's exit status: the number of failed tasks up to 100, 101 for more, 255 for the rest.
  private var gnuStatus: Int32 {
    if case .halted(let status, _) = ending { return status }
    switch verdict {
    case Verdict.done, Verdict.failures:
      return Int32(min(status.tasks.failed + status.tasks.skipped, 101))
    default: return 255
    }
  }
}
