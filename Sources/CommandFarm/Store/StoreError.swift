/// What is wrong with a run store: one sentence that names the file and says what to do.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Kind: Hashable, Sendable {
    /// There is a file, and the farm was not told to go on with one.
    case exists
    /// There is no such file.
    case missing
    /// There is no such task in it.
    case noTask
    /// Another process has it open.
    case inUse
    /// It is not a store, or one of a later version; it was not touched.
    case foreign
    /// Something is missing from it or has changed; it was not touched.
    case damaged
    /// The disk is full, or the quota is used up.
    case noSpace
    /// The operating system or SQLite refuses.
    case failed
  }

  /// The kind of trouble.
  public let kind: Kind
  /// The sentence, such as `farm.db exists; add --resume to go on, or name another --store`.
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// What the operating system said of a file.
  static func system(_ verb: String, _ path: String, _ code: Int32) -> StoreError {
    StoreError(
      SystemError.isLackOfSpace(code) ? .noSpace : .failed,
      "cannot \(verb) \(path): \(SystemError.text(code))")
  }
}
