import Synchronization

/// What a body of code on another thread came to, once it has.
final class Outcome<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)

  func set(_ result: sending Result<Value, any Error>) {
    self.result.withLock { $0 = result }
  }

  var isSet: Bool { result.withLock { $0 != nil } }

  var isFailure: Bool {
    result.withLock {
      if case .failure = $0 { true } else { false }
    }
  }

  /// The result; to be asked for when it is there.
  func take() -> Result<Value, any Error> {
    result.withLock { result in
      guard let result else { preconditionFailure("the body has not ended") }
      return result
    }
  }
}
