/// A task that was submitted, and its value as soon as there is one.
public struct TaskHandle<Output: Sendable>: Sendable {
  /// The number of tasks that were submitted to the pool before this one.
  public let index: Int

  let state: HandleState
  let core: PoolCore
  let decode: @Sendable (UnsafeRawBufferPointer) throws -> Output

  /// Waits for the task's value.
  ///
  /// May be asked for any number of times, and comes although the Swift task that waits is cancelled.
  ///
  /// - Throws: ``TaskError``, if the task threw; `CancellationError`, if it was cancelled.
  public var value: Output {
    get async throws { try core.result(of: await state.task, decode).get() }
  }

  /// Takes the task back, if it has not been started; otherwise it runs to its end and keeps its value.
  ///
  /// Which of the two it was, ``value`` tells.
  public func cancel() {
    let id = JobID.task(job: PoolCore.submittedJob, index: index)
    core.bag.cancel(id...id)
  }
}
