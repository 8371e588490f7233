import Synchronization

/// A submitted task's end, and those who wait for it.
final class HandleState: Sendable {
  private struct State {
    var task: FinishedTask?
    var waiting: [CheckedContinuation<FinishedTask, Never>] = []
  }

  private let state = Mutex(State())

  /// Sets the end, once.
  func set(_ task: FinishedTask) {
    let waiting = state.withLock { state in
      state.task = task
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: task) }
  }

  /// Waits for the end.
  var task: FinishedTask {
    get async {
      await withCheckedContinuation { continuation in
        let task = state.withLock { state in
          if state.task == nil { state.waiting.append(continuation) }
          return state.task
        }
        if let task { continuation.resume(returning: task) }
      }
    }
  }
}
