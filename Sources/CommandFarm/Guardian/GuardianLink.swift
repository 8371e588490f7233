package import BagOfTasks
import Dispatch
import Synchronization

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A rank's conversation with its guardian: two threads, one that passes on orders and one that hears what
/// became of them.
///
/// Where there is no guardian any more, or it cannot run commands, the link goes on to take orders, and says
/// of each that it is lost.
package final class GuardianLink: Sendable {
  private struct State {
    var hand: AttemptsInHand
    /// Ranges that were cancelled since the feeder last passed on orders: the next may be among them.
    var cancelled: [ClosedRange<TaskID>] = []
    /// The messages that said so to the guardian.
    var cancelFrames: [UInt8] = []
    var isFeederWaiting = false
    var isFinisherWaiting = false
    /// Why no command can be run here any more; nil if they can.
    var defect: String?
    /// Whether the guardian is dead.
    var isLost = false
    /// Where the guardian has its directories for temporary files.
    var scratch: String?
    var isFinishing = false
  }

  private let guardian: Guardian
  private let setup: GuardianSetup
  private let traffic: any AttemptTraffic
  private let state: Mutex<State>
  private let room = DispatchSemaphore(value: 0)
  private let emptied = DispatchSemaphore(value: 0)
  private let threads = Mutex<[SlotThread]>([])
  /// The children that this process had before: not the guardian's.
  private let ownChildren: Set<Int32>

  /// Gives a guardian its setup and begins to pass on orders.
  package init(_ guardian: Guardian, _ setup: GuardianSetup, _ traffic: any AttemptTraffic) {
    self.guardian = guardian
    self.setup = setup
    self.traffic = traffic
    state = Mutex(State(hand: AttemptsInHand(slots: setup.slots, capacity: setup.capacity)))
    ownChildren = Set(ProcessTable().children(of: getpid()).map(\.number))
    var frames: [UInt8] = []
    let position = frames.open(GuardianFrame(kind: .setup, id: 0))
    setup.append(to: &frames)
    frames.close(frameAt: position)
    _ = guardian.send(frames)
    threads.withLock { $0 = [SlotThread { self.feed() }, SlotThread { self.hear() }] }
  }

  /// Ends attempts that run, and drops orders that have not been carried out.
  package func cancel(_ ids: ClosedRange<TaskID>) { send(.cancel, ids) }

  /// Drops orders that have not been carried out.
  package func withdraw(_ ids: ClosedRange<TaskID>) { send(.withdraw, ids) }

  private func send(_ kind: GuardianFrame.Kind, _ ids: ClosedRange<TaskID>) {
    var frames: [UInt8] = []
    let position = frames.open(GuardianFrame(kind: kind, id: ids.lowerBound.rawValue))
    frames.append(number: ids.upperBound.rawValue)
    frames.close(frameAt: position)
    // Under the lock, so that no order gets ahead of it or behind it unnoticed.
    state.withLock { state in
      state.cancelled.append(ids)
      state.cancelFrames += frames
      state.hand.discard(ids)
      if !state.isLost { _ = guardian.send(frames) }
    }
  }

  /// Waits until all attempts have ended, there being no more orders, and for the guardian's end.
  package func finish() {
    threads.withLock { $0[0].join() }
    while true {
      let isDone = state.withLock { state in
        state.isFinishing = state.hand.isEmpty || state.isLost
        state.isFinisherWaiting = !state.isFinishing
        return state.isFinishing
      }
      if isDone { break }
      emptied.wait()
    }
    guardian.end()
    threads.withLock { $0[1].join() }
  }

  // MARK: Orders

  private func feed() {
    while true {
      waitForRoom()
      guard let first = traffic.next() else { break }
      var frames: [UInt8] = []
      take(first, &frames)
      while state.withLock({ $0.hand.hasRoom && $0.defect == nil }), let next = traffic.nextNow() {
        take(next, &frames)
      }
      state.withLock { state in
        // The guardian did not know these orders when it was told of what was cancelled meanwhile.
        if !frames.isEmpty && !state.isLost { _ = guardian.send(frames + state.cancelFrames) }
        state.cancelled = []
        state.cancelFrames = []
      }
    }
  }

  /// Waits until the guardian can do with an order, or no order can be carried out any more.
  private func waitForRoom() {
    while true {
      let mayGoOn = state.withLock { state in
        let mayGoOn = state.hand.hasRoom || state.defect != nil
        state.isFeederWaiting = !mayGoOn
        return mayGoOn
      }
      if mayGoOn { return }
      room.wait()
    }
  }

  /// Takes charge of an order.
  private func take(
    _ order: (id: TaskID, payload: ArraySlice<UInt8>), _ frames: inout [UInt8]
  ) {
    let (isCancelled, defect) = state.withLock { state in
      let isCancelled = state.cancelled.contains { $0.contains(order.id) }
      if !isCancelled && state.defect == nil {
        state.hand.insert(order.id, cpus: AttemptOrder.cpus(of: order.payload) ?? 1)
      }
      return (isCancelled, state.defect)
    }
    if isCancelled {
      traffic.finished(
        order.id, outcome: .cancelled, start: TaskReporter.now, seconds: 0, payload: [])
    } else if let defect {
      // So the root learns of it, even if nothing was in hand, and gives this rank no more. Slowly, so that
      // few are lost until it does.
      usleep(Self.pause)
      lose(order.id, since: Clock.now(), because: defect)
    } else {
      frames.append(
        GuardianFrame(kind: .launch, id: order.id.rawValue), payload: order.payload)
    }
  }

  // MARK: News

  private func hear() {
    var reader = FrameReader(size: 256 << 10)
    while true {
      let count = reader.fill(from: guardian.socket)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      while let (frame, payload) = reader.next() { note(frame, payload) }
      let (isLow, isEmpty) = state.withLock { state in
        let isLow = state.isFeederWaiting && (state.hand.isLow || state.defect != nil)
        let isEmpty = state.isFinisherWaiting && state.hand.isEmpty
        if isLow { state.isFeederWaiting = false }
        if isEmpty { state.isFinisherWaiting = false }
        return (isLow, isEmpty)
      }
      if isLow { room.signal() }
      if isEmpty { emptied.signal() }
    }
    if !state.withLock({ $0.isFinishing }) { loseGuardian() }
  }

  private func note(_ frame: GuardianFrame, _ payload: ArraySlice<UInt8>) {
    let id = TaskID(rawValue: frame.id)
    switch frame.kind {
    case .scratch: state.withLock { $0.scratch = String(decoding: payload, as: UTF8.self) }
    case .started: traffic.started(id)
    case .output: traffic.output(payload, of: id, stream: frame.stream)
    case .ended:
      var reader = WireReader(payload)
      guard let start = reader.number(Double.self), let seconds = reader.number(Double.self) else {
        preconditionFailure("an end that the guardian wrote can be read")
      }
      traffic.finished(
        id, outcome: AttemptEnd.isSuccess(reader.bytes) ? .succeeded : .failed,
        start: start + Clock.epoch, seconds: seconds, payload: reader.bytes)
      let defect = AttemptEnd.lossMessage(reader.bytes)
      state.withLock { state in
        state.hand.finish(id, seconds: seconds)
        if let defect { state.defect = defect }
      }
    case .dropped:
      traffic.finished(id, outcome: .cancelled, start: TaskReporter.now, seconds: 0, payload: [])
      state.withLock { _ = $0.hand.remove(id) }
    case .returned:
      if state.withLock({ $0.hand.takeBack(id) }) {
        traffic.giveBack(id, payload: payload)
      } else {
        traffic.finished(id, outcome: .cancelled, start: TaskReporter.now, seconds: 0, payload: [])
      }
    case .setup, .launch, .cancel, .withdraw:
      preconditionFailure("a guardian gives no orders")
    }
  }

  /// Ends what the guardian has left behind, and reports its attempts as lost.
  private func loseGuardian() {
    // Its children are this process's from its end on.
    guardian.wait()
    OrphanHunt.killChildren(except: ownChildren)
    if let scratch = state.withLock({ $0.scratch }), !setup.settings.keepScratch {
      DirectoryTree.remove(scratch)
    }
    let defect = "its guardian has died"
    let entries = state.withLock { state in
      state.isLost = true
      state.defect = defect
      let entries = state.hand.entries
      for id in entries.keys { state.hand.remove(id) }
      return entries
    }
    for (id, entry) in entries { lose(id, since: entry.sent, because: defect) }
    room.signal()
    emptied.signal()
  }

  /// Reports an order that this rank cannot carry out.
  private func lose(_ id: TaskID, since start: Double, because defect: String) {
    var payload: [UInt8] = []
    AttemptEnd(.lost, message: defect).append(to: &payload)
    traffic.finished(
      id, outcome: .failed, start: start + Clock.epoch, seconds: Clock.now() - start,
      payload: payload[...])
  }

  /// Microseconds for which an order is kept that cannot be carried out.
  private static let pause: UInt32 = 10_000
}
