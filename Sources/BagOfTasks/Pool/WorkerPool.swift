/// Runs a task for many inputs, on all ranks of a communicator.
///
/// Made by `Communicator.withWorkerPool`, and used by the body of
/// code that it runs on the root. Safe to use from any number of Swift tasks.
public final class WorkerPool<Input: Sendable, Output: Sendable>: Sendable {
  @usableFromInline let core: PoolCore
  @usableFromInline let encode: @Sendable (Input, inout [UInt8]) throws -> Void
  @usableFromInline let decode: @Sendable (UnsafeRawBufferPointer) throws -> Output

  init(
    _ core: PoolCore, encode: @escaping @Sendable (Input, inout [UInt8]) throws -> Void,
    decode: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Output
  ) {
    self.core = core
    self.encode = encode
    self.decode = decode
  }

  /// Runs the task for one input.
  ///
  /// Submitted tasks wait in the root's memory; for very many inputs use `map`
  /// or `results`, which draw them as there is room. The pool runs what was
  /// submitted before the body's end, whether or not anybody awaits it, and cancels what comes
  /// later.
  ///
  /// - Parameters:
  ///   - input: the task's input.
  ///   - priority: tasks of greater priority are started first.
  /// - Returns: a handle to await the task's value.
  public func submit(_ input: Input, priority: Int = 0) -> TaskHandle<Output> {
    let (index, state) = core.submit(priority: priority) { try encode(input, &$0) }
    return TaskHandle(index: index, state: state, core: core, decode: decode)
  }

  /// Runs the task for every input of a sequence.
  ///
  /// - Parameters:
  ///   - inputs: drawn as there is room; the results are kept.
  ///   - priority: tasks of greater priority are started first.
  /// - Returns: the values, in the order of the inputs.
  /// - Throws: if tasks throw, the ``TaskError`` of the first such input in their order, which is the one at
  ///   which a loop would have stopped; later inputs are then no longer drawn, or are cancelled.
  ///   `CancellationError`, if the calling Swift task is cancelled or the pool has ended. In any case it
  ///   returns when what has been started is done.
  @inlinable
  public func map<Inputs: Sequence>(
    _ inputs: Inputs, priority: Int = 0
  ) async throws -> [Output] where Inputs.Element == Input {
    try await collect(
      SequenceRun(
        core, priority: priority,
        draw: SequenceRun.drawing(inputs.makeIterator(), encode: encode)))
  }

  /// Runs the task for every input of an asynchronous sequence.
  ///
  /// - Parameters:
  ///   - inputs: drawn as there is room; the results are kept.
  ///   - priority: tasks of greater priority are started first.
  /// - Returns: the values, in the order of the inputs.
  /// - Throws: what the inputs throw, and what `map` of a sequence throws.
  public func map<Inputs: AsyncSequence & Sendable>(
    _ inputs: Inputs, priority: Int = 0
  ) async throws -> [Output] where Inputs.Element == Input {
    try await collect(AsyncSequenceRun(core, inputs, priority: priority, encode: encode))
  }

  /// Runs the task for the inputs of a sequence, which may be endless.
  ///
  /// - Parameters:
  ///   - inputs: drawn as results are asked for, some ahead of them so that no rank is idle.
  ///   - priority: tasks of greater priority are started first.
  ///   - inOrder: whether a result waits for those of all inputs before its own.
  /// - Returns: the results with the inputs' indices; in the order in which they are done, or of the inputs.
  @inlinable
  public func results<Inputs: Sequence>(
    of inputs: Inputs, priority: Int = 0, inOrder: Bool = false
  ) -> TaskResults<Output> where Inputs.Element == Input {
    TaskResults(
      run: SequenceRun(
        core, priority: priority,
        draw: SequenceRun.drawing(inputs.makeIterator(), encode: encode)),
      inOrder: inOrder, decode: decode)
  }

  /// Runs the task for the inputs of an asynchronous sequence, which may be endless.
  ///
  /// - Parameters:
  ///   - inputs: drawn as there is room.
  ///   - priority: tasks of greater priority are started first.
  ///   - inOrder: whether a result waits for those of all inputs before its own.
  /// - Returns: the results with the inputs' indices; in the order in which they are done, or of the inputs.
  public func results<Inputs: AsyncSequence & Sendable>(
    of inputs: Inputs, priority: Int = 0, inOrder: Bool = false
  ) -> TaskResults<Output> where Inputs.Element == Input {
    TaskResults(
      run: AsyncSequenceRun(core, inputs, priority: priority, encode: encode),
      inOrder: inOrder, decode: decode)
  }

  /// Cancels every task that has not been started, of all calls.
  ///
  /// These then draw no more inputs; `map` throws `CancellationError`, `results` has it as the results of
  /// what was cancelled.
  public func cancelAll() {
    core.bag.cancel(.allIDs)
  }

  /// What the ranks have done by now.
  public var statistics: WorkerPoolStatistics { core.statistics }

  /// The values of a call in the order of its inputs.
  @inlinable
  func collect(_ run: TaskRun) async throws -> [Output] {
    var outputs: [Output?] = []
    var failure: (index: Int, error: any Error)?
    do {
      while let batches = try await run.next() {
        for batch in batches {
          batch.forEachFrame { frame, payload in
            let id = TaskID(rawValue: frame.id)
            let index = JobID.index(of: id)
            switch core.result(frame.outcome, id, batch.rank, payload, decode) {
            case .success(let output):
              while outputs.count <= index { outputs.append(nil) }
              outputs[index] = output
            case .failure(let error):
              // Of a cancelled task no more is said than that there was no other error.
              let index = frame.outcome == .cancelled ? .max : index
              guard failure.map({ index < $0.index }) ?? true else { return }
              failure = (index, error)
              if index < .max { run.stop(after: index) }
            }
          }
        }
      }
    } catch {
      // A loop would have stopped at the input whose task failed, before it came to where inputs fail.
      if let failure, failure.index < .max, !Task.isCancelled { throw failure.error }
      throw error
    }
    if let failure { throw failure.error }
    return outputs.compactMap { $0 }
  }
}
