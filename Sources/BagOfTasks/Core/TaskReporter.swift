import Dispatch
import Synchronization

/// Where a ``TaskRunner`` reports what becomes of its tasks.
///
/// Safe to use from any thread. Reports of one slot reach the root in the order in which they are made, so
/// let all reports of a task bear the slot that it was taken for.
public final class TaskReporter: Sendable {
  private struct Pending {
    /// A message that is being filled.
    var message: [UInt8] = []
    /// Messages that are full.
    var full: [[UInt8]] = []

    mutating func take() -> [[UInt8]] {
      defer {
        message = []
        full = []
      }
      return message.isEmpty ? full : full + [message]
    }
  }

  private final class Slot: Sendable {
    let pending = Mutex(Pending())
  }

  private struct Window {
    var used = 0
    var waiting = 0
    var isOpen = true
  }

  private let slots: [Slot]
  private let queue: TaskQueue
  private let doorbell: Doorbell
  private let hasNews = Atomic<Bool>(false)
  private let window = Mutex(Window())
  private let semaphore = DispatchSemaphore(value: 0)
  /// How many bytes of output may be under way.
  private let outputWindow: Int

  init(slots: Int, ranks: Int, queue: TaskQueue, doorbell: Doorbell) {
    outputWindow = max(Self.smallestWindow, min(Self.greatestWindow, Self.rootMemory / ranks))
    self.slots = (0..<slots).map { _ in Slot() }
    self.queue = queue
    self.doorbell = doorbell
  }

  /// The time in seconds since 1970, by a clock that nobody sets meanwhile: the one to report with.
  public static var now: Double { Clock.now() + Clock.epoch }

  /// Reports that a task was started.
  public func started(_ id: TaskID, slot: Int) {
    var frame = Frame(.started, id: id.rawValue)
    frame.slot = UInt16(truncatingIfNeeded: slot)
    frame.start = Self.now
    var message: [UInt8] = []
    message.append(frame)
    append(message, slot: slot)
  }

  /// Passes on what a running task wrote, and waits while the root is behind.
  ///
  /// - Parameters:
  ///   - bytes: what was written; some 64 KiB at a time are a good measure.
  ///   - id: the task.
  ///   - slot: its slot.
  ///   - stream: a number from 0 to 255 that tells the root which stream it was.
  ///
  /// A rank may be ahead of the root by 4 MiB, or less where there are more than 64 ranks; the calling
  /// thread then waits.
  public func output(_ bytes: some Collection<UInt8>, of id: TaskID, slot: Int, stream: UInt8) {
    var frame = Frame(.output, id: id.rawValue)
    frame.slot = UInt16(truncatingIfNeeded: slot)
    frame.detail = stream
    var message: [UInt8] = []
    message.append(frame)
    message.append(contentsOf: bytes)
    message.closeFrame(at: 0)
    // More than the whole window could never be sent.
    let count = min(bytes.count, outputWindow)
    while true {
      let isFree = window.withLock { window in
        guard window.isOpen && window.used + count > outputWindow else {
          window.used += count
          return true
        }
        window.waiting += 1
        return false
      }
      if isFree { break }
      doorbell.ring()
      semaphore.wait()
    }
    append(message, slot: slot)
  }

  /// Reports that a task is done.
  ///
  /// - Parameters:
  ///   - id: the task.
  ///   - slot: its slot.
  ///   - outcome: how it ended.
  ///   - start: when it was started, in seconds since 1970.
  ///   - seconds: how long it ran.
  ///   - payload: what the root is to know of it; less than 2 GiB.
  public func finished(
    _ id: TaskID, slot: Int, outcome: TaskOutcome, start: Double, seconds: Double,
    payload: some Collection<UInt8>
  ) {
    var message: [UInt8] = []
    message.reserveCapacity(Frame.size + payload.count)
    message.append(
      Frame.finished(id, slot: slot, outcome: outcome, start: start, seconds: seconds))
    message.append(contentsOf: payload)
    message.closeFrame(at: 0)
    append(message, slot: slot)
  }

  /// Passes on whole frames.
  func append(_ frames: [UInt8], slot: Int) {
    slots[slot].pending.withLock { pending in
      if pending.message.count + frames.count > Self.messageSize && !pending.message.isEmpty {
        pending.full.append(pending.message)
        pending.message = []
      }
      if pending.message.isEmpty && frames.count > Self.messageSize / 2 {
        // Large results are not copied.
        pending.message = frames
      } else {
        // As a buffer: an array would be retained and released, which costs as much as all else here.
        frames.withUnsafeBytes { pending.message.append(contentsOf: $0) }
      }
    }
    hasNews.store(true, ordering: .releasing)
    if queue.isLow || frames.count > Self.messageSize / 2 { doorbell.ring() }
  }

  /// Takes what has been reported, in messages of about a megabyte or one report.
  func take() -> [[UInt8]] {
    guard hasNews.exchange(false, ordering: .acquiring) else { return [] }
    var messages: [[UInt8]] = []
    for slot in slots {
      for message in slot.pending.withLock({ $0.take() }) {
        if let last = messages.indices.last,
          messages[last].count + message.count <= Self.messageSize
        {
          messages[last].append(contentsOf: message)
        } else {
          messages.append(message)
        }
      }
    }
    return messages
  }

  /// Lets threads go on that wait for the root to deal with their output.
  func credit(_ bytes: Int) {
    release { $0.used = max(0, $0.used - bytes) }
  }

  /// Lets all threads go on, because nobody is interested any more.
  func openWindow() {
    release { $0.isOpen = false }
  }

  private func release(_ change: (inout sending Window) -> Void) {
    let waiting = window.withLock { window in
      change(&window)
      defer { window.waiting = 0 }
      return window.waiting
    }
    for _ in 0..<waiting { semaphore.signal() }
  }

  // The root may have to hold what all ranks send at a time.
  private static let rootMemory = 256 << 20
  private static let greatestWindow = 4 << 20
  private static let smallestWindow = 128 << 10
  private static let messageSize = 1 << 20
}

extension Frame {
  /// A report that a task is done.
  static func finished(
    _ id: TaskID, slot: Int, outcome: TaskOutcome, start: Double, seconds: Double
  ) -> Frame {
    var frame = Frame(.finished, id: id.rawValue)
    frame.slot = UInt16(truncatingIfNeeded: slot)
    frame.detail = outcome.rawValue
    frame.start = start
    frame.seconds = seconds
    return frame
  }
}
