import CommandFarm
import Glibc
import Synchronization

/// Shows a farm on standard output and standard error, with a progress line in runs of over two seconds.
final class FarmTerminal: FarmConsole {
  private struct State {
    var isLineDrawn = false
    /// Whether standard error is a terminal; nil until somebody wants to know.
    var isTerminal: Bool?
    var lastDrawn = 0.0
    var mayWrite = true
  }

  private let mode: FarmOptions.Progress
  private let state = Mutex(State())

  init(_ mode: FarmOptions.Progress) { self.mode = mode }

  func write(_ bytes: UnsafeRawBufferPointer, stream: Int) -> Bool {
    erase()
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(stream == 0 ? 1 : 2, piece.baseAddress, piece.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Some launchers' pipes do not block.
        var descriptor = pollfd(fd: stream == 0 ? 1 : 2, events: Int16(POLLOUT), revents: 0)
        poll(&descriptor, 1, -1)
      } else if errno != EINTR {
        // Who reads no more has seen enough; the store has it all.
        if errno != EPIPE {
          remark(
            "cannot write to standard \(stream == 0 ? "output" : "error"):"
              + " \(String(cString: strerror(errno))); the store has everything")
        }
        return false
      }
    }
    return true
  }

  func remark(_ text: String) {
    erase()
    StandardStream.remark("\(Program.name): \(text)\n")
  }

  func show(_ status: FarmStatus) {
    guard mode != .never, status.heartbeat - status.started > 2 else { return }
    let text = state.withLock { state -> String? in
      let isTerminal = state.isTerminal ?? LauncherTerminal.isPresent
      state.isTerminal = isTerminal
      guard isTerminal || mode == .always else { return nil }
      // What is no terminal keeps every line.
      guard isTerminal || status.heartbeat - state.lastDrawn >= 1 else { return nil }
      state.lastDrawn = status.heartbeat
      state.isLineDrawn = isTerminal
      return isTerminal ? "\r\u{1B}[?7l\(status.line)\u{1B}[K\u{1B}[?7h" : status.line + "\n"
    }
    if let text { StandardStream.remark(text) }
  }

  func finish() { erase() }

  private func erase() {
    let isDrawn = state.withLock { state in
      defer { state.isLineDrawn = false }
      return state.isLineDrawn
    }
    if isDrawn { StandardStream.remark("\r\u{1B}[K") }
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
