/// What is wrong with a task list or a template: one sentence that names the place and what would be right.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence, such as `tasks.txt:7: after=prep: no earlier task has that name`.
  public let description: String

  init(_ description: String) { self.description = description }
}
