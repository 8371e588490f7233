import BagOfTasks
import CommandFarm
import Dispatch
import Synchronization

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Orders out of a list, and events onto standard output.
final class FixtureTraffic: AttemptTraffic {
  private struct State {
    var next = 0
    var returned: [(id: TaskID, payload: ArraySlice<UInt8>)] = []
    var ended = 0
    var isWaiting = false
  }

  private let state = Mutex(State())
  private let payloads: [[UInt8]]
  private let isVerbose: Bool
  private let pause: Double
  private let change = DispatchSemaphore(value: 0)
  /// What is done by the thread that passes on orders when it has taken one and not passed it on.
  private let meddling = Mutex<(@Sendable () -> Void)?>(nil)
  private let canMeddle = DispatchSemaphore(value: 0)
  private let mayMeddle: Bool

  init(_ options: FixtureOptions) {
    payloads = options.orders.map { order in
      var bytes: [UInt8] = []
      order.append(to: &bytes)
      return bytes
    }
    isVerbose = options.isVerbose
    pause = options.seconds("slow") ?? 0
    mayMeddle = options.text("meddle") != nil
  }

  /// Does something between the taking of the first order and the second's, both of which wait for that.
  func meddle(_ body: @escaping @Sendable () -> Void) {
    meddling.withLock { $0 = body }
    canMeddle.signal()
  }

  var count: Int { payloads.count }
  var ids: ClosedRange<TaskID> { TaskID(rawValue: 1)...TaskID(rawValue: UInt64(max(count, 1))) }

  /// Waits while orders may still be returned: as a bag's queue, which is closed at the end.
  func next() -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    while true {
      if let order = take() { return order }
      let isOver = state.withLock { state in
        state.isWaiting = state.ended < payloads.count
        return !state.isWaiting
      }
      if isOver { return nil }
      change.wait()
    }
  }

  func nextNow() -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    if mayMeddle && state.withLock({ $0.next == 1 }) {
      canMeddle.wait()
      meddling.withLock { $0 }?()
    }
    return take()
  }

  private func take() -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    state.withLock { state in
      if let last = state.returned.popLast() { return last }
      guard state.next < payloads.count else { return nil }
      state.next += 1
      return (TaskID(rawValue: UInt64(state.next)), payloads[state.next - 1][...])
    }
  }

  func giveBack(_ id: TaskID, payload: ArraySlice<UInt8>) {
    say("returned \(id.rawValue)")
    notify { $0.returned.append((id, payload)) }
  }

  func started(_ id: TaskID) { say("started \(id.rawValue)") }

  func output(_ bytes: ArraySlice<UInt8>, of id: TaskID, stream: UInt8) {
    say("output \(id.rawValue) \(stream) \(bytes.count)")
    if pause > 0 { usleep(UInt32(pause * 1e6)) }
  }

  func finished(
    _ id: TaskID, outcome: TaskOutcome, start: Double, seconds: Double,
    payload: ArraySlice<UInt8>
  ) {
    if isVerbose {
      if let end = AttemptEnd(payload) {
        say(
          "ended \(id.rawValue) \(outcome) reason=\(end.reason) exit=\(end.exit) "
            + "signal=\(end.signal) slot=\(end.slot) written=\(end.written[0]),\(end.written[1]) "
            + "rest=\(end.rest[0].count),\(end.rest[1].count) memory=\(end.peakMemory > 0)"
            + (end.message.isEmpty ? "" : " message=\(end.message)"))
        for part in end.rest where !part.isEmpty { say(String(decoding: part, as: UTF8.self)) }
      } else {
        say("dropped \(id.rawValue) \(outcome)")
      }
    }
    notify { $0.ended += 1 }
  }

  private func notify(_ body: (inout sending State) -> Void) {
    let isAwaited = state.withLock { state in
      body(&state)
      guard state.isWaiting, state.ended == payloads.count || !state.returned.isEmpty else {
        return false
      }
      state.isWaiting = false
      return true
    }
    if isAwaited { change.signal() }
  }

  private func say(_ line: String) {
    if isVerbose { Self.write(line) }
  }

  /// Prints a line at once.
  static func write(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    #if canImport(Musl)
      _ = Musl.write(1, bytes, bytes.count)
    #else
      _ = Glibc.write(1, bytes, bytes.count)
    #endif
  }

  /// Seconds from some moment on.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
