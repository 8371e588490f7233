import BagOfTasks
import CSystem

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a guardian does: starts commands as its rank orders, passes on what they write, says how they ended.
///
/// When the rank is gone it ends everything that it has started, and itself.
///
/// One thread, which waits for all of it in one place and never for anything else. Its memory is bounded: while
/// the rank does not take what is sent, pipes are not read, and the commands wait.
final class GuardianLoop {
  /// An order that has not been carried out.
  struct Waiting {
    let id: UInt64
    /// As it came.
    let payload: [UInt8]
    let order: AttemptOrder
    let since: Double
    /// How often the system refused to start it.
    var refusals = 0
    /// Whether it did so the last time because others have used something up.
    var isInShortage = false
  }

  private let events = csystem_events_open()
  /// The pipes, in a set of their own, so that all of them can be left alone at once.
  let pipes = csystem_events_open()
  private let signals = csystem_child_signals()
  var socket: GuardianSocket
  private let launcher: [[UInt8]]

  /// What the rank has said; nil before it has.
  var site: GuardianSite?
  /// What has not been started, in the order in which it came.
  var waiting: [Waiting] = []
  /// What runs, by slot.
  var running: [RunningAttempt?] = []
  var runningCount = 0
  /// The slots by processes.
  var slots: [Int32: Int] = [:]
  var launched: UInt64 = 0
  var nodeSignals = NodeSignals()
  /// The process that removes directories; 0 if none does.
  var removal: Int32 = 0
  /// When something is to be done, at the earliest.
  var deadline = Double.infinity
  /// Until when nothing is started, because the system refused.
  var refusedUntil = 0.0
  private var isCongested = false
  var now = Clock.now()
  /// The machine's processes, and when they were looked at.
  var processes: (table: ProcessTable, taken: Double)?
  /// Where bytes pass through.
  let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)

  /// - Parameters:
  ///   - socket: the socket to the rank.
  ///   - launcher: the environment of the process that started the rank.
  init(socket: Int32, launcher: [[UInt8]]) {
    self.socket = GuardianSocket(descriptor: socket, events: events)
    self.launcher = launcher
    _ = csystem_events_add(events, signals, Mark.signals, true, false)
    _ = csystem_events_add(events, pipes, Mark.pipes, true, false)
  }

  private enum Mark {
    static let signals: UInt64 = 1
    static let pipes: UInt64 = 2
  }

  // MARK: The loop

  /// Does its duty as long as there is a rank, and ends everything then.
  func run() -> Never {
    withUnsafeTemporaryAllocation(of: csystem_event.self, capacity: 64) { happened in
      var isWanted = true
      while isWanted {
        let pause = pause()
        let count = csystem_events_wait(events, happened.baseAddress, 64, pause)
        now = Clock.now()
        var canReadPipes = false
        for event in happened[..<Int(count)] {
          switch event.mark {
          case Mark.signals: reapAll()
          case Mark.pipes: canReadPipes = true
          default:
            if event.can_write { socket.flush() }
            if event.can_read { isWanted = socket.receive() }
          }
        }
        while let (frame, payload) = socket.next() { obey(frame, payload) }
        if canReadPipes && !isCongested { readPipes(happened) }
        if now >= deadline { lookAtClock() }
        startWaiting()
        if !mayWait { socket.flush() }
        watchCongestion()
      }
    }
    endEverything()
  }

  /// How long nothing need be done if nothing happens, in milliseconds; negative for ever.
  private func pause() -> Int32 {
    var next = deadline
    // A full socket says itself when it has room.
    if socket.pending > 0 && !socket.isAwaitingRoom {
      next = min(next, socket.waitingSince + Self.delay)
    }
    if let first = waiting.first {
      if refusedUntil > now { next = min(next, refusedUntil) }
      if mayReturn(first) { next = min(next, first.since + Self.patience) }
    }
    guard next < .infinity else { return -1 }
    return Int32(min(max(((next - now) * 1e3).rounded(.up), 0), 60_000))
  }

  /// Whether news may wait for more: there is something else to start meanwhile.
  private var mayWait: Bool {
    waiting.count >= running.count && runningCount == running.count
      && socket.pending < Self.batch && now < socket.waitingSince + Self.delay
  }

  /// Lets commands wait while the rank does not take what is sent.
  private func watchCongestion() {
    let isFull = socket.pending > (isCongested ? Self.lowWater : Self.highWater)
    guard isFull != isCongested else { return }
    isCongested = isFull
    _ = csystem_events_change(events, pipes, Mark.pipes, !isFull, false)
  }

  /// Whether commands may be started.
  var mayStart: Bool { !isCongested && now >= refusedUntil }

  // MARK: Orders

  private func obey(_ frame: GuardianFrame, _ payload: ArraySlice<UInt8>) {
    switch frame.kind {
    case .setup:
      guard let setup = GuardianSetup(payload) else { break }
      site = GuardianSite(setup, launcher: launcher)
      running = [RunningAttempt?](repeating: nil, count: setup.slots)
      if let base = site?.scratch?.base {
        socket.append(GuardianFrame(kind: .scratch, id: 0), now: now) {
          $0.append(contentsOf: base.utf8)
        }
      }
    case .launch:
      guard let order = AttemptOrder(payload) else {
        preconditionFailure("an order that the root wrote can be read")
      }
      waiting.append(Waiting(id: frame.id, payload: Array(payload), order: order, since: now))
    case .cancel, .withdraw:
      var reader = WireReader(payload)
      guard let last = reader.number(UInt64.self) else { break }
      let ids = frame.id...last
      drop(ids)
      if frame.kind == .cancel {
        for attempt in running {
          if let attempt, ids.contains(attempt.id) { end(attempt, because: .cancelled) }
        }
      }
    case .scratch, .started, .output, .ended, .dropped, .returned:
      preconditionFailure("a rank gives orders")
    }
  }

  /// Forgets orders that have not been carried out.
  private func drop(_ ids: ClosedRange<UInt64>) {
    waiting.removeAll { waiting in
      guard ids.contains(waiting.id) else { return false }
      socket.append(GuardianFrame(kind: .dropped, id: waiting.id), now: now)
      return true
    }
  }

  // MARK: Clock

  /// Does what is due.
  private func lookAtClock() {
    deadline = .infinity
    for attempt in running {
      guard let attempt else { continue }
      if now >= attempt.deadline { attend(to: attempt) }
      deadline = min(deadline, attempt.deadline)
    }
  }

  private func attend(to attempt: RunningAttempt) {
    if !attempt.isWatched && now >= attempt.start + RunningAttempt.unwatched { watch(attempt) }
    if !attempt.isAnnounced && now >= attempt.start + RunningAttempt.unannounced {
      attempt.isAnnounced = true
      socket.append(GuardianFrame(kind: .started, id: attempt.id), now: now)
    }
    for stream in attempt.streams.indices
    where !attempt.streams[stream].held.isEmpty
      && now >= attempt.streams[stream].heldSince + RunningAttempt.heldBack
    {
      passOn(attempt, stream)
    }
    if attempt.ending == nil && now >= attempt.timeout { end(attempt, because: .timedOut) }
    if now >= attempt.nextSignal { sendNextSignal(attempt) }
  }

  // MARK: Pipes

  private func readPipes(_ happened: UnsafeMutableBufferPointer<csystem_event>) {
    let count = csystem_events_wait(pipes, happened.baseAddress, 64, 0)
    for event in happened[..<Int(count)] {
      let stream = Int(event.mark & 1)
      let slot = Int(event.mark >> 1 & 0xFFFF)
      guard let attempt = running[slot], attempt.serial == event.mark >> 17 else { continue }
      switch attempt.streams[stream].read(through: space, now: now) {
      case .some:
        if attempt.streams[stream].isFull { passOn(attempt, stream) }
        deadline = min(deadline, attempt.deadline)
      case .none: break
      case .end: attempt.streams[stream].close(pipes)
      }
    }
  }

  /// Looks at an attempt's pipes from now on.
  private func watch(_ attempt: RunningAttempt) {
    attempt.isWatched = true
    for (stream, pipe) in attempt.streams.enumerated() where pipe.descriptor >= 0 {
      let mark = attempt.serial << 17 | UInt64(attempt.lease.slot) << 1 | UInt64(stream)
      _ = csystem_events_add(pipes, pipe.descriptor, mark, true, false)
    }
  }

  /// Sends what an attempt has written.
  func passOn(_ attempt: RunningAttempt, _ stream: Int) {
    let bytes = attempt.streams[stream].take()
    socket.append(
      GuardianFrame(kind: .output, stream: UInt8(stream), id: attempt.id), now: now
    ) { $0.append(contentsOf: bytes) }
    socket.flush()
  }

  // MARK: Ends

  /// Deals with all children that have ended: commands, what they have left behind, and helpers.
  func reapAll() {
    csystem_child_signals_clear(signals)
    var ending = csystem_ending()
    while true {
      let process = csystem_ended_child()
      guard process > 0 else { break }
      if let slot = slots[process], let attempt = running[slot] {
        // While it is not reaped, nobody else can be the group of this number.
        kill(-process, SIGKILL)
        guard csystem_reap(process, &ending) else { continue }
        finish(attempt, ending)
      } else {
        _ = csystem_reap(process, &ending)
        if process == removal { removal = 0 }
      }
    }
    if removal == 0, let command = site?.scratch?.takeRemoval() { removal = startHelper(command) }
  }

  /// Waits for a child to end, at most some milliseconds.
  func waitForChildren(_ milliseconds: Int32) {
    _ = csystem_events_remove(events, socket.descriptor)
    _ = csystem_events_remove(events, pipes)
    withUnsafeTemporaryAllocation(of: csystem_event.self, capacity: 4) {
      _ = csystem_events_wait(events, $0.baseAddress, 4, milliseconds)
    }
    now = Clock.now()
  }

  // MARK: Figures

  /// How long news wait for more, while there is enough to start.
  private static let delay = 2e-3
  private static let batch = 32 << 10
  /// How long an order waits before it is returned, so that another rank may have it.
  static let patience = 50e-3
  private static let highWater = 512 << 10
  private static let lowWater = 128 << 10
}
