/// A call that works off inputs: it puts tasks into the bag as there is room, and collects the finished.
///
/// Used by one task at a time, and ended by its deinitialiser.
@usableFromInline
class TaskRun {
  let core: PoolCore
  let job: Job
  let priority: Int
  private var received = 0
  private var receivedBytes = 0
  /// Of those received, how many the caller is keeping until others have come.
  var kept = 0
  private var isDone = false
  private var isCancelled = false

  init(_ core: PoolCore, priority: Int) {
    self.core = core
    self.priority = priority
    job = core.makeJob()
  }

  deinit { core.close(job, isDone: isDone) }

  /// How many tasks have been put into the bag, and whether there will be more.
  var supply: (submitted: Int, isExhausted: Bool) { (0, true) }

  /// Puts more tasks into the bag, if there is room.
  ///
  /// - Parameters:
  ///   - received: the number of tasks that have come back and that nobody keeps.
  ///   - resultSize: mean bytes of a result.
  func feed(received: Int, resultSize: Int) {}

  /// Puts no more tasks into the bag.
  func stop() {}

  /// Throws what went wrong with the inputs, at their end.
  func checkInputs() throws {}

  /// Waits for finished tasks.
  ///
  /// - Returns: some of them; nil after the last.
  @usableFromInline
  final func next(
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> [FinishedTasks]? {
    while true {
      // Inputs and results wait in the same memory.
      feed(received: received - kept, resultSize: receivedBytes / max(received, 1))
      let supply = supply
      if supply.isExhausted && received == supply.submitted {
        isDone = true
        try Task.checkCancellation()
        try checkInputs()
        return nil
      }
      let tasks = await takeOrCancel()
      for batch in tasks {
        received += batch.count
        receivedBytes += batch.range.count
      }
      // Somebody has cancelled the pool's tasks: more of them would miss the point.
      if tasks.contains(where: { $0.hasCancelled }) { stop() }
      if !tasks.isEmpty { return tasks }
    }
  }

  /// Waits for finished tasks; on cancellation of the Swift task that waits, cancels them once.
  private func takeOrCancel(
    isolation: isolated (any Actor)? = #isolation
  ) async -> [FinishedTasks] {
    guard !isCancelled else { return await job.take() }
    let tasks = await withTaskCancellationHandler {
      await job.take()
    } onCancel: { [job] in
      job.wake()
    }
    if Task.isCancelled {
      isCancelled = true
      stop(after: -1)
    }
    return tasks
  }

  /// Stops after an input: what follows is cancelled.
  @usableFromInline
  final func stop(after index: Int) {
    stop()
    core.bag.cancel(JobID.tasks(of: job.number, from: index + 1))
  }
}
