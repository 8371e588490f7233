/// What became of one of many inputs.
public struct TaskResult<Output: Sendable>: Sendable {
  /// The place of the input among the inputs, from 0.
  public let index: Int

  /// The task's value; or a ``TaskError``, or `CancellationError`.
  public let result: Result<Output, any Error>

  /// The task's value.
  ///
  /// - Throws: ``TaskError``; `CancellationError`.
  public func get() throws -> Output { try result.get() }

  @usableFromInline
  init(index: Int, result: Result<Output, any Error>) {
    self.index = index
    self.result = result
  }
}
