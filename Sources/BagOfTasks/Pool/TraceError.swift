/// A trace file that cannot be written.
public struct TraceError: Error, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What the system says of it.
  public let reason: String

  /// The error in words.
  public var description: String { "the trace file \(path) cannot be written: \(reason)" }
}
