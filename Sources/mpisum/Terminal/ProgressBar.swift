import Dispatch
import Glibc
import ParallelSeries
import Synchronization

/// A progress bar on standard error for runs of more than two seconds.
///
/// A thread of Dispatch draws it from ``SumProgress`` and never calls MPI. It shows the terms of this
/// rank; the others have as many.
final class ProgressBar: Sendable {
  private struct State {
    var isFinished = false
    var isDrawn = false
    var isTerminal = false
  }

  private let progress: SumProgress
  private let terms: Int?
  private let mode: SumOptions.Progress
  private let start = ContinuousClock.now
  private let queue = DispatchQueue(label: "mpisum.progress", qos: .userInteractive)
  private let state = Mutex(State())

  /// Prepares a bar.
  ///
  /// - Parameters:
  ///   - progress: what this rank has done.
  ///   - terms: the terms of all ranks together, for the rate; nil if none are evaluated.
  ///   - mode: whether to draw at all.
  init(_ progress: SumProgress, terms: Int?, mode: SumOptions.Progress) {
    self.progress = progress
    self.terms = terms
    self.mode = mode
  }

  /// Draws from two seconds from now on.
  func begin() {
    guard mode != .never else { return }
    queue.asyncAfter(deadline: .now() + 2) { [self] in
      // Asked this late because short runs should open no files for it.
      let isTerminal = LauncherTerminal.isPresent
      guard isTerminal || mode == .always else { return }
      state.withLock { $0.isTerminal = isTerminal }
      draw()
    }
  }

  /// Removes the bar from a terminal, or ends its line elsewhere; nothing is drawn afterwards.
  func finish() {
    let wasDrawn = state.withLock { state in
      state.isFinished = true
      if state.isDrawn { StandardStream.remark(state.isTerminal ? "\r\u{1B}[K" : "\n") }
      return state.isDrawn
    }
    // Launchers pass on the two streams separately: this one has to be there before the result.
    if wasDrawn { usleep(100_000) }
  }

  /// Removes the bar from a terminal until it is drawn again, for what is printed meanwhile.
  func erase() {
    state.withLock { state in
      if state.isDrawn && state.isTerminal { StandardStream.remark("\r\u{1B}[K") }
    }
  }

  /// Draws once and arranges for the next time.
  private func draw() {
    let interval = state.withLock { state -> DispatchTimeInterval? in
      guard !state.isFinished else { return nil }
      state.isDrawn = true
      // A terminal cuts what is too long for it instead of wrapping, and clears what is left.
      StandardStream.remark(
        state.isTerminal ? "\r\u{1B}[?7l\(line)\u{1B}[K\u{1B}[?7h" : "\r" + line.padded(to: 72))
      return state.isTerminal ? .milliseconds(250) : .seconds(1)
    }
    guard let interval else { return }
    queue.asyncAfter(deadline: .now() + interval) { [self] in draw() }
  }

  private var line: String {
    let done = progress.termsDone
    let total = progress.termsTotal
    let fraction = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let width = 20
    let filled = Int(fraction * Double(width))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let percent = "\(Int(fraction * 100))".rightAligned(to: 3)
    let rate = terms.map { "\((Double($0) * fraction / seconds).rate) terms/s, " } ?? ""
    let rest =
      fraction == 1
      ? "waiting for the other ranks"
      : fraction > 0 ? "\((seconds * (1 - fraction) / fraction).clock) left" : ""
    return "\(percent) % [\(bar)] \(rate)\(rest)"
  }
}
