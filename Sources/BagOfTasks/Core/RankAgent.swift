/// A rank's own part of a bag: its queue, its runner, and what the runner reports.
struct RankAgent {
  let queue: TaskQueue
  let reporter: TaskReporter
  private let runner: any TaskRunner

  /// Starts a runner.
  init(_ runner: any TaskRunner, slots: Int, ranks: Int, doorbell: Doorbell) {
    self.runner = runner
    queue = TaskQueue(slots: slots, doorbell: doorbell)
    reporter = TaskReporter(slots: slots, ranks: ranks, queue: queue, doorbell: doorbell)
    runner.start(queue, reporter)
  }

  /// Drops tasks that have not been started, reports them as cancelled, and asks the others to end.
  func cancel(_ ids: ClosedRange<TaskID>) {
    drop(ids)
    runner.cancel(ids)
  }

  private func drop(_ ids: ClosedRange<TaskID>) {
    var frames: [UInt8] = []
    for id in queue.remove(ids) {
      frames.append(Frame.finished(id, slot: 0, outcome: .cancelled, start: 0, seconds: 0))
    }
    if !frames.isEmpty { reporter.append(frames, slot: 0) }
  }

  /// Drops tasks that have not been started, and reports them as cancelled.
  func withdraw(_ ids: ClosedRange<TaskID>) {
    drop(ids)
    runner.withdraw(ids)
  }

  /// Waits for the runner's end.
  func finish() {
    queue.close()
    reporter.openWindow()
    runner.finish()
  }
}
