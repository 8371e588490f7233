import CommandFarm
import Glibc
import Synchronization

/// Shows a farm on standard output and standard error, with a progress line in runs of over two seconds.
final class FarmTerminal: FarmConsole {
  private struct State {
    var outlets = [Outlet(.output), Outlet(.error)]
    var isLineDrawn = false
    /// Whether standard error is a terminal; nil until somebody wants to know.
    var isTerminal: Bool?
    var lastDrawn = 0.0
    /// Whether the user knows that a stream cannot be written.
    var hasSaidFailure = [false, false]

    mutating func say(_ text: String) {
      var text = text
      text.withUTF8 { outlets[1].write(UnsafeRawBufferPointer($0)) }
    }

    /// Takes the progress line away.
    mutating func erase() {
      if isLineDrawn { say("\r\u{1B}[K") }
      isLineDrawn = false
    }
  }

  private let mode: FarmOptions.Progress
  private let state = Mutex(State())

  init(_ mode: FarmOptions.Progress) { self.mode = mode }

  func write(_ bytes: UnsafeRawBufferPointer, stream: Int) -> Bool {
    state.withLock { state in
      state.erase()
      state.outlets[stream].write(bytes)
      let failure = state.outlets[stream].failure
      guard failure != 0 else { return true }
      // Who reads no more has seen enough.
      if failure != EPIPE && !state.hasSaidFailure[stream] {
        state.hasSaidFailure[stream] = true
        state.say(
          "\(Program.name): cannot write to standard \(stream == 0 ? "output" : "error"):"
            + " \(String(cString: strerror(failure))); the store has everything\n")
      }
      return false
    }
  }

  var hasRoom: Bool {
    state.withLock { state in
      for stream in state.outlets.indices { state.outlets[stream].flush() }
      return state.outlets.allSatisfy(\.isEmpty)
    }
  }

  func waitForRoom(_ seconds: Double) {
    let full = state.withLock { state in state.outlets.first { !$0.isEmpty } }
    full?.wait(seconds)
  }

  func remark(_ text: String) {
    state.withLock { state in
      state.erase()
      state.say("\(Program.name): \(text)\n")
    }
  }

  func show(_ status: FarmStatus) {
    guard mode != .never, status.heartbeat - status.started > 2 else { return }
    state.withLock { state in
      let isTerminal = state.isTerminal ?? LauncherTerminal.isPresent
      state.isTerminal = isTerminal
      // Nobody wants to read later how things stood.
      guard isTerminal || mode == .always, state.outlets[1].isEmpty else { return }
      // What is no terminal keeps every line.
      guard isTerminal || status.heartbeat - state.lastDrawn >= 1 else { return }
      state.lastDrawn = status.heartbeat
      state.isLineDrawn = isTerminal
      state.say(
        isTerminal
          ? "\r\u{1B}[?7l\(status.line)\u{1B}[K\u{1B}[?7h" : status.line + "\n")
    }
  }

  func finish() {
    state.withLock { $0.erase() }
    let end = ContinuousClock.now + .seconds(1)
    while !hasRoom, ContinuousClock.now < end { waitForRoom(0.1) }
  }
}

extension FarmStatus {
  /// The status in a line.
  fileprivate var line: String {
    var parts = ["\(tasks.done) done"]
    if tasks.failed > 0 { parts.append("\(tasks.failed) failed") }
    if tasks.skipped > 0 { parts.append("\(tasks.skipped) skipped") }
    parts.append("\(tasks.running) running")
    parts.append("\(tasks.queued)\(tasks.isAll ? "" : "+") queued")
    parts.append("\(rate.fixed(rate < 10 ? 1 : 0))/s")
    if let secondsLeft { parts.append("\(secondsLeft.clock) left") }
    return parts.joined(separator: ", ")
  }
}
