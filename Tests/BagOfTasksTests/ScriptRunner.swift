import BagOfTasks
import Dispatch
import Foundation
import Synchronization

/// A runner that is no closure: it says when tasks start, writes output, and ends tasks that are cancelled.
final class ScriptRunner: TaskRunner {
  static let chunkSize = 1 << 16

  /// What a task writes at a place of its output.
  static func chunk(_ index: Int) -> [UInt8] {
    [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: chunkSize)
  }

  private let place: RankPlace
  private let gate: Gate
  private let written: SharedNumber
  private let cancelled = Mutex<[ClosedRange<TaskID>]>([])
  private let hasStuck = Counter()
  private let threads = DispatchGroup()

  /// - Parameters:
  ///   - place: where this is.
  ///   - gate: what tasks wait for that stick.
  ///   - written: the number of bytes that a task has written, for others to see.
  init(_ place: RankPlace, gate: Gate, written: SharedNumber) {
    self.place = place
    self.gate = gate
    self.written = written
  }

  func start(_ queue: TaskQueue, _ reporter: TaskReporter) {
    for slot in 0..<queue.slotCount {
      DispatchQueue(label: "slot \(slot)").async(group: threads) {
        while let (id, payload) = queue.next(slot: slot) {
          let start = Date().timeIntervalSince1970
          reporter.started(id, slot: slot)
          let (outcome, result) = self.run(id, payload, slot, reporter)
          reporter.finished(
            id, slot: slot, outcome: outcome, start: start,
            seconds: Date().timeIntervalSince1970 - start, payload: result)
        }
      }
    }
  }

  func cancel(_ ids: ClosedRange<TaskID>) { cancelled.withLock { $0.append(ids) } }

  func finish() { threads.wait() }

  private func run(
    _ id: TaskID, _ payload: ArraySlice<UInt8>, _ slot: Int, _ reporter: TaskReporter
  ) -> (TaskOutcome, [UInt8]) {
    let (script, argument) = Script.read(payload)
    switch script {
    case .echo:
      break
    case .stickOnce:
      guard argument == place.rank, hasStuck.increment() == 0 else { break }
      return stick(id)
    case .stick:
      return stick(id)
    case .fail:
      return (.failed, Array("failed with \(argument)".utf8))
    case .stream:
      for chunk in 0..<argument {
        reporter.output(Self.chunk(chunk), of: id, slot: slot, stream: UInt8(chunk % 2))
        written.set((chunk + 1) * Self.chunkSize)
      }
    }
    return (.succeeded, Array(payload.dropFirst()))
  }

  private func stick(_ id: TaskID) -> (TaskOutcome, [UInt8]) {
    for _ in 0..<30_000 {
      if cancelled.withLock({ $0.contains { $0.contains(id) } }) { return (.cancelled, []) }
      if gate.isOpen { return (.succeeded, []) }
      usleep(1000)
    }
    return (.failed, Array("nobody ended it".utf8))
  }
}
