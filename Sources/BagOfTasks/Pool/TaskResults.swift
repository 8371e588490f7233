/// What becomes of many inputs.
///
/// Made by `WorkerPool.results`. To be gone through once. Inputs are drawn as results are asked for; to leave
/// the loop cancels the rest, as soon as nothing holds this sequence any more.
public struct TaskResults<Output: Sendable>: AsyncSequence {
  let run: TaskRun
  let inOrder: Bool
  let decode: @Sendable (UnsafeRawBufferPointer) throws -> Output

  @usableFromInline
  init(
    run: TaskRun, inOrder: Bool,
    decode: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Output
  ) {
    self.run = run
    self.inOrder = inOrder
    self.decode = decode
  }

  /// Begins to go through the results.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(self)
  }

  /// A place in the results.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let results: TaskResults
    private var tasks: [FinishedTask] = []
    private var position = 0
    /// Where order matters: results that wait for others, and the one that is next.
    private var early: [Int: FinishedTask] = [:]
    private var nextIndex = 0

    init(_ results: TaskResults) { self.results = results }

    /// The next result; nil after the last.
    ///
    /// - Throws: `CancellationError`, if the Swift task that asks is cancelled; what the inputs throw. An
    ///   error of a pool's task is thrown by ``TaskResult/get()``.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws -> TaskResult<Output>? {
      while position == tasks.count {
        guard let next = try await results.run.next(isolation: actor) else { return nil }
        tasks = results.inOrder ? sort(next) : next.flatMap { $0 }
        position = 0
      }
      let task = tasks[position]
      position += 1
      return TaskResult(
        index: JobID.index(of: task.id),
        result: results.run.core.result(of: task, results.decode))
    }

    /// Keeps results that come early; returns those whose turn it is.
    private mutating func sort(_ tasks: [FinishedTasks]) -> [FinishedTask] {
      for task in tasks.joined() { early[JobID.index(of: task.id)] = task }
      var ready: [FinishedTask] = []
      while let task = early.removeValue(forKey: nextIndex) {
        ready.append(task)
        nextIndex += 1
      }
      results.run.kept = early.count
      return ready
    }

    /// The next result; nil after the last.
    public mutating func next() async throws -> TaskResult<Output>? {
      try await next(isolation: nil)
    }
  }
}
