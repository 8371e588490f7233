/// A task of the store that is the one just read from the input.
public struct StoredTask: Hashable, Sendable {
  /// The store's number for it.
  public let id: Int64
  /// The place in the input that it had last.
  public let ordinal: Int
  /// How it stands.
  public let state: TaskState
  /// The attempts made at it so far.
  public let attempts: Int
}
