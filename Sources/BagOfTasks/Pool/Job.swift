import Synchronization

/// The finished tasks of one call, on their way from the main thread to who awaits them.
@usableFromInline
final class Job: Sendable {
  private struct State {
    var finished: [FinishedTasks] = []
    var continuation: CheckedContinuation<Void, Never>?
    var isWoken = false
  }

  @usableFromInline let number: Int
  private let state = Mutex(State())

  init(number: Int) { self.number = number }

  /// Adds finished tasks.
  func deliver(_ tasks: FinishedTasks) {
    let waiting = state.withLock { state in
      state.finished.append(tasks)
      defer { state.continuation = nil }
      return state.continuation
    }
    waiting?.resume()
  }

  /// Ends a wait, or the next one, although nothing was finished.
  func wake() {
    let waiting = state.withLock { state in
      state.isWoken = true
      defer { state.continuation = nil }
      return state.continuation
    }
    waiting?.resume()
  }

  /// Whether tasks have finished that nobody has taken.
  var hasNews: Bool { state.withLock { !$0.finished.isEmpty } }

  /// Waits until tasks have finished, and takes them; none if it was woken.
  func take(isolation: isolated (any Actor)? = #isolation) async -> [FinishedTasks] {
    while true {
      let taken = state.withLock { state -> [FinishedTasks]? in
        guard !state.finished.isEmpty || state.isWoken else { return nil }
        state.isWoken = false
        defer { state.finished = [] }
        return state.finished
      }
      if let taken { return taken }
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          guard state.finished.isEmpty && !state.isWoken else { return true }
          state.continuation = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    }
  }
}
