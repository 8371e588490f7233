/// A mistake on the command line.
public struct UsageError: Error {
  /// What is wrong, on one line.
  public let message: String

  /// Creates an error with its message.
  public init(_ message: String) {
    self.message = message
  }
}
