import BagOfTasks
import Dispatch
import Synchronization

/// Takes what happens in the bag from the root's main thread to the farm's own.
final class FarmController: TaskController {
  private struct Mailbox {
    var events: [TaskEvent] = []
    /// Bytes of output among them.
    var bytes = 0
    var isFull = false
    /// Whether nobody will take anything any more.
    var isAbandoned = false
  }

  let bag: TaskBag
  private let mailbox = Mutex(Mailbox())
  /// Is rung when something has happened.
  let doorbell: Doorbell
  private let room = DispatchSemaphore(value: 0)
  private let lastWords = DispatchSemaphore(value: 0)

  init(_ bag: TaskBag, doorbell: Doorbell) {
    self.bag = bag
    self.doorbell = doorbell
  }

  func observe(_ events: [TaskEvent]) {
    var bytes = 0
    var isTerminating = false
    for event in events {
      switch event {
      case .output(_, _, _, let piece): bytes += piece.count
      case .terminating: isTerminating = true
      default: break
      }
    }
    let isFull = mailbox.withLock { [bytes] mailbox in
      guard !mailbox.isAbandoned else { return false }
      mailbox.events += events
      mailbox.bytes += bytes
      mailbox.isFull = mailbox.bytes > Self.capacity
      return mailbox.isFull
    }
    doorbell.ring()
    if isTerminating {
      // The job ends when this returns, and the launcher grants a second.
      _ = lastWords.wait(timeout: .now() + .milliseconds(900))
    } else if isFull {
      // Ranks are given credit for more output when this returns.
      room.wait()
    }
  }

  func end() {}

  /// What has happened since the last time.
  func take() -> [TaskEvent] {
    let (events, wasFull) = mailbox.withLock { mailbox -> ([TaskEvent], Bool) in
      defer { mailbox = Mailbox(isAbandoned: mailbox.isAbandoned) }
      return (mailbox.events, mailbox.isFull)
    }
    if wasFull { room.signal() }
    return events
  }

  /// Drops what happens from now on.
  func abandon() {
    mailbox.withLock { $0.isAbandoned = true }
    _ = take()
  }

  /// Lets a job end whose end has been announced.
  func letGo() { lastWords.signal() }

  /// How many bytes of output wait for the store.
  private static let capacity = 32 << 20
}
