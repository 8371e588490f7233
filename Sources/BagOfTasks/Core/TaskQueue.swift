import Dispatch
import Synchronization

/// The tasks that a rank has been given and not yet started.
///
/// A ``TaskRunner``'s slots take tasks from it, each under its own number. A slot sets some tasks aside
/// when they are short, so that slots do not wait for one another; even these can be called back until
/// they are started.
public final class TaskQueue: Sendable {
  private struct Shared {
    var batches: [TaskBatch] = []
    var waiting = 0
    var isClosed = false
  }

  private struct Hand {
    var batch = TaskBatch()
    /// When the task before was started.
    var lastStart = 0.0
    /// The mean time from start to start.
    var secondsPerTask = RunningMean(of: 16)
  }

  private final class Slot: Sendable {
    let hand = Mutex(Hand())
  }

  private let shared = Mutex(Shared())
  private let slots: [Slot]
  private let semaphore = DispatchSemaphore(value: 0)
  private let doorbell: Doorbell
  /// Tasks that no slot has set aside, and the number of them at which more should be asked for.
  private let unclaimed = Atomic<Int>(0)
  private let lowMark = Atomic<Int>(0)

  /// The number of slots.
  public var slotCount: Int { slots.count }

  init(slots: Int, doorbell: Doorbell) {
    self.slots = (0..<slots).map { _ in Slot() }
    self.doorbell = doorbell
  }

  /// Waits for a task and takes it.
  ///
  /// - Parameter slot: from 0 to ``slotCount`` - 1; not for two threads at a time.
  /// - Returns: the task's id and payload; nil when there will be no more.
  ///
  /// Cost: some 30 ns where tasks are short and there are some.
  public func next(slot: Int) -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    var now = Clock.now()
    return next(slot: slot, now: &now)
  }

  /// Waits for a task and takes it; `now` is the time, and a later one if the slot had to wait.
  func next(slot: Int, now: inout Double) -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    let slot = slots[slot]
    let own = slot.hand.withLock { [now] hand in
      // The first task has none before it.
      if hand.lastStart > 0 { hand.secondsPerTask.include(now - hand.lastStart) }
      hand.lastStart = now
      return hand.batch.popFirst()
    }
    if let own { return own }
    return refill(slot, &now, waits: true)
  }

  /// Takes a task if there is one now.
  ///
  /// - Returns: nil when there is none at the moment, or never will be.
  package func nextNow(slot: Int) -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    let slot = slots[slot]
    var now = Clock.now()
    return slot.hand.withLock { $0.batch.popFirst() } ?? refill(slot, &now, waits: false)
  }

  /// Puts back a task that was taken and has not been started: it is the next one again, and may be called
  /// back by the root.
  package func giveBack(_ id: TaskID, payload: ArraySlice<UInt8>) {
    let isAwaited = shared.withLock { shared in
      var batch = TaskBatch(priority: shared.batches.first?.priority ?? 0)
      batch.append(id, payload: payload)
      shared.batches.insert(batch, at: 0)
      unclaimed.store(unclaimed.load(ordering: .relaxed) + 1, ordering: .relaxed)
      guard shared.waiting > 0 else { return false }
      shared.waiting -= 1
      return true
    }
    if isAwaited { semaphore.signal() }
  }

  /// Takes tasks from the common store, and starts with the first.
  private func refill(
    _ slot: Slot, _ now: inout Double, waits: Bool
  ) -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    let perTask = slot.hand.withLock { $0.secondsPerTask.value ?? 1 }
    let wanted = perTask < Self.aside ? max(1, Int(Self.aside / perTask)) : 1
    while true {
      var left = 0
      let (task, isClosed) = shared.withLock {
        shared -> ((id: TaskID, payload: ArraySlice<UInt8>)?, Bool) in
        var taken: TaskBatch
        if shared.batches.isEmpty {
          guard let others = takeFromOthers() else {
            if waits && !shared.isClosed { shared.waiting += 1 }
            return (nil, shared.isClosed)
          }
          taken = others
        } else {
          let available = unclaimed.load(ordering: .relaxed)
          let fair = max(1, available / (2 * slots.count))
          taken = shared.batches[0].takeFirst(min(wanted, fair))
          if shared.batches[0].isEmpty { shared.batches.removeFirst() }
          left = available - taken.count
          unclaimed.store(left, ordering: .relaxed)
        }
        let first = taken.popFirst()
        // Here, so that nobody who looks for tasks misses these.
        slot.hand.withLock { $0.batch = taken }
        return (first, false)
      }
      if let task {
        if left <= lowMark.load(ordering: .relaxed) { doorbell.ring() }
        // The time spent waiting for work is none of the task's.
        now = Clock.now()
        slot.hand.withLock { [now] in $0.lastStart = now }
        return task
      }
      if isClosed || !waits { return nil }
      semaphore.wait()
    }
  }

  /// Takes half of what the slot has set aside that has most: it may be in a long task.
  private func takeFromOthers() -> TaskBatch? {
    while true {
      let counts = slots.map { $0.hand.withLock { $0.batch.count } }
      guard let most = counts.max(), most > 0, let victim = counts.firstIndex(of: most) else {
        return nil
      }
      let taken = slots[victim].hand.withLock { hand in
        let kept = hand.batch.takeFirst(hand.batch.count / 2)
        defer { hand.batch = kept }
        return hand.batch
      }
      // The slot may have started its last in between.
      if !taken.isEmpty { return taken }
    }
  }

  /// Whether the rank should report and be given more: the store is running low.
  var isLow: Bool { unclaimed.load(ordering: .relaxed) <= lowMark.load(ordering: .relaxed) }

  /// Adds tasks behind those of equal priority.
  func add(_ batch: TaskBatch) {
    guard !batch.isEmpty else { return }
    let woken = shared.withLock { shared in
      let position = shared.batches.firstIndex { $0.priority < batch.priority }
      shared.batches.insert(batch, at: position ?? shared.batches.count)
      let count = unclaimed.load(ordering: .relaxed) + batch.count
      unclaimed.store(count, ordering: .relaxed)
      lowMark.store(count / 2, ordering: .relaxed)
      let woken = min(shared.waiting, batch.count)
      shared.waiting -= woken
      return woken
    }
    for _ in 0..<woken { semaphore.signal() }
  }

  /// Gives up tasks that have not been started, up to a number, those that would be started last first.
  func giveUp(_ limit: Int) -> [TaskBatch] {
    var left = limit
    return shared.withLock { shared in
      var given: [TaskBatch] = []
      while left > 0, var last = shared.batches.popLast() {
        let kept = last.takeFirst(max(0, last.count - left))
        if !kept.isEmpty { shared.batches.append(kept) }
        left -= last.count
        unclaimed.store(
          unclaimed.load(ordering: .relaxed) - last.count, ordering: .relaxed)
        given.append(last)
      }
      // Under the same lock, so that no slot takes from another's hand meanwhile.
      for slot in slots where left > 0 {
        let last = slot.hand.withLock { hand in
          let kept = hand.batch.takeFirst(max(0, hand.batch.count - left))
          defer { hand.batch = kept }
          return hand.batch
        }
        left -= last.count
        if !last.isEmpty { given.append(last) }
      }
      return given
    }
  }

  /// Drops the tasks with ids in a range that have not been started.
  ///
  /// - Returns: their ids.
  func remove(_ ids: ClosedRange<TaskID>) -> [TaskID] {
    shared.withLock { shared in
      var removed = shared.batches.indices.flatMap { shared.batches[$0].remove(ids) }
      shared.batches.removeAll { $0.isEmpty }
      unclaimed.store(
        unclaimed.load(ordering: .relaxed) - removed.count, ordering: .relaxed)
      for slot in slots { removed += slot.hand.withLock { $0.batch.remove(ids) } }
      return removed
    }
  }

  /// Says that there will be no more tasks.
  func close() {
    let waiting = shared.withLock { shared in
      shared.isClosed = true
      defer { shared.waiting = 0 }
      return shared.waiting
    }
    for _ in 0..<waiting { semaphore.signal() }
  }

  /// How many seconds' worth of tasks a slot sets aside.
  private static let aside = 50e-6
}
