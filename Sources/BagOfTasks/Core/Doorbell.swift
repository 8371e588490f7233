import Dispatch
import Synchronization

/// Wakes a rank's main thread, which otherwise sleeps between looks at its messages.
///
/// MPI cannot wake a thread: without spinning, a message is noticed only when somebody looks. What
/// happens in the same process need not wait for that.
package final class Doorbell: Sendable {
  private let isSleeping = Atomic<Bool>(false)
  private let isRung = Atomic<Bool>(false)
  private let semaphore = DispatchSemaphore(value: 0)

  package init() {}

  /// Ends the sleep that is going on, or the next one before it begins.
  ///
  /// Cost: a few nanoseconds while the main thread is awake.
  package func ring() {
    guard !isRung.exchange(true, ordering: .sequentiallyConsistent) else { return }
    if isSleeping.exchange(false, ordering: .sequentiallyConsistent) { semaphore.signal() }
  }

  /// Sleeps until the bell is rung, but not longer than a number of seconds.
  package func sleep(_ seconds: Double) {
    isSleeping.store(true, ordering: .sequentiallyConsistent)
    if !isRung.load(ordering: .sequentiallyConsistent) {
      let deadline = DispatchTime.now() + .nanoseconds(Int(seconds * 1e9))
      if semaphore.wait(timeout: deadline) == .success {
        isRung.store(false, ordering: .sequentiallyConsistent)
        return
      }
    }
    // Whoever took the flag has signalled, or is about to.
    if !isSleeping.exchange(false, ordering: .sequentiallyConsistent) { semaphore.wait() }
    isRung.store(false, ordering: .sequentiallyConsistent)
  }
}
