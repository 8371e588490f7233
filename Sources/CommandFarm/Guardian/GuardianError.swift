/// Why a rank has no guardian: one sentence.
public struct GuardianError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence, such as `no process can be started: Resource temporarily unavailable`.
  public let description: String

  init(_ description: String) { self.description = description }

  /// What the system says to an attempt.
  init(_ attempt: String, errno code: Int32) {
    self.init("\(attempt): \(SystemError.text(code))")
  }
}
