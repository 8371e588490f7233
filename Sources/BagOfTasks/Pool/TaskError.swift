/// An error that a task threw, or that kept its input or its result from travelling.
public struct TaskError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rank that ran the task.
  public let rank: Int
  /// The name of that rank's node.
  public let host: String
  /// The place of the task's input among the inputs; for a submitted task its ``TaskHandle/index``.
  public let index: Int
  /// The description of the error that was thrown.
  public let message: String

  /// The error in words.
  public var description: String { "input \(index), rank \(rank) on \(host): \(message)" }
}
