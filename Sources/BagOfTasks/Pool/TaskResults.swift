/// What becomes of many inputs, in the order in which they are done.
///
/// Made by ``WorkerPool/results(of:priority:)``. To be gone through once. Inputs are drawn as results are
/// asked for; to leave the loop cancels the rest.
public struct TaskResults<Output: Sendable>: AsyncSequence {
  let run: TaskRun
  let decode: @Sendable (UnsafeRawBufferPointer) throws -> Output

  @usableFromInline
  init(run: TaskRun, decode: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Output) {
    self.run = run
    self.decode = decode
  }

  /// Begins to go through the results.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(run: run, decode: decode)
  }

  /// A place in the results.
  public struct AsyncIterator: AsyncIteratorProtocol {
    @usableFromInline let run: TaskRun
    @usableFromInline let decode: @Sendable (UnsafeRawBufferPointer) throws -> Output
    @usableFromInline var tasks: [FinishedTask] = []
    @usableFromInline var position = 0

    init(run: TaskRun, decode: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Output) {
      self.run = run
      self.decode = decode
    }

    /// The next result; nil after the last.
    ///
    /// - Throws: `CancellationError`, if the Swift task that asks is cancelled; what the inputs throw. An
    ///   error of a pool's task is thrown by ``TaskResult/get()``.
    @inlinable
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws -> TaskResult<Output>? {
      if position == tasks.count {
        guard let next = try await run.next(isolation: actor) else { return nil }
        tasks = next
        position = 0
      }
      let task = tasks[position]
      position += 1
      return TaskResult(
        index: JobID.index(of: task.id), result: run.core.result(of: task, decode))
    }

    /// The next result; nil after the last.
    public mutating func next() async throws -> TaskResult<Output>? {
      try await next(isolation: nil)
    }
  }
}
