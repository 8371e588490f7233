/// What runs the tasks of a rank.
///
/// The closures of a ``WorkerPool`` are one runner; a launcher of shell commands is another. A runner
/// has threads of its own, which take tasks from a ``TaskQueue`` and tell a ``TaskReporter`` what becomes
/// of them; they call no MPI. Every task that is taken must be reported as finished, once.
public protocol TaskRunner: Sendable {
  /// Starts to take tasks, and returns at once.
  ///
  /// Called once, on the rank's main thread. A slot may run any number of tasks one after the other; the
  /// queue's `next(slot:)` returns nil when there will be no more.
  func start(_ queue: TaskQueue, _ reporter: TaskReporter)

  /// Asks tasks that have been started to come to an early end.
  ///
  /// Called on the rank's main thread, and perhaps between a thread's taking of a task and its noting so: a
  /// runner remembers the ranges until it has taken another task. One that cannot end its tasks lets them
  /// end by themselves.
  func cancel(_ ids: ClosedRange<TaskID>)

  /// Hands back tasks that it has taken and not started: reports them as cancelled.
  ///
  /// Called on the rank's main thread. A runner that takes a task only to start it has nothing to do.
  func withdraw(_ ids: ClosedRange<TaskID>)

  /// Waits until every thread of the runner has ended; the queue has been closed before.
  func finish()
}

extension TaskRunner {
  /// Has nothing to hand back.
  public func withdraw(_ ids: ClosedRange<TaskID>) {}
}
