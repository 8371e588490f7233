import Foundation
import TestSupport
import Testing

extension FarmFolder {
  /// Waits until something holds.
  ///
  /// - Parameters:
  ///   - text: what is waited for, for the message if it never comes.
  ///   - job: a farm that must not end before, if any.
  ///   - seconds: only against hangs.
  ///   - condition: what must hold.
  /// - Throws: ``FarmProblem`` if it takes too long or the farm ends before.
  func wait(
    for text: String, during job: RunningJob? = nil, limit seconds: Int = 60,
    until condition: () throws -> Bool
  ) throws {
    let start = ContinuousClock.now
    while try !condition() {
      if let job, !job.isRunning {
        if try condition() { return }
        throw FarmProblem("the farm ended before \(text):\n\(job.errors)")
      }
      if start.duration(to: .now) > .seconds(seconds) {
        throw FarmProblem("still waiting for \(text):\n\(job?.errors ?? "")\(processes.all)")
      }
      usleep(10_000)
    }
  }

  /// Waits until no process of any farm of this folder is left.
  func waitUntilAlone(sourceLocation: SourceLocation = #_sourceLocation) {
    do {
      try wait(for: "its processes to end", limit: 20) { processes.all.isEmpty }
    } catch {
      Issue.record("left behind: \(processes.all)", sourceLocation: sourceLocation)
    }
  }
}
