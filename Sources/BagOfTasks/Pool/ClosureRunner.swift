import CSystem
import NodeResources
import Synchronization

/// Runs a pool's tasks: a closure on as many threads as the rank has slots.
final class ClosureRunner: TaskRunner {
  private let place: RankPlace
  private let run: @Sendable (UnsafeRawBufferPointer, inout [UInt8]) throws -> Void
  private let threads = Mutex<[SlotThread]>([])

  /// - Parameters:
  ///   - place: where this is.
  ///   - run: decodes an input, runs the task, and appends the encoded result.
  init(
    _ place: RankPlace,
    run: @escaping @Sendable (UnsafeRawBufferPointer, inout [UInt8]) throws -> Void
  ) {
    self.place = place
    self.run = run
  }

  func start(_ queue: TaskQueue, _ reporter: TaskReporter) {
    csystem_crash_reports_on(place.description)
    threads.withLock { threads in
      threads = (0..<queue.slotCount).map { slot in
        SlotThread { self.work(slot, queue, reporter) }
      }
    }
  }

  /// A closure cannot be ended from outside.
  func cancel(_ ids: ClosedRange<TaskID>) {}

  func finish() {
    threads.withLock { threads in
      for thread in threads { thread.join() }
      threads = []
    }
    csystem_crash_reports_off()
  }

  private func work(_ slot: Int, _ queue: TaskQueue, _ reporter: TaskReporter) {
    place.cores.apply()
    csystem_task_thread_enter()
    var report: [UInt8] = []
    var now = Clock.now()
    while let (id, payload) = queue.next(slot: slot, now: &now) {
      // A single large result must not keep its memory for ever.
      report.removeAll(keepingCapacity: report.capacity <= Self.keptCapacity)
      report.append(Frame(.finished))
      let start = now
      var outcome = TaskOutcome.succeeded
      csystem_task_begin(UInt64(JobID.index(of: id)))
      do {
        try payload.withUnsafeBytes { try run($0, &report) }
        if report.count - Frame.size > Frame.greatestPayload { throw TooLong() }
      } catch {
        outcome = .failed
        report.removeSubrange(Frame.size...)
        report.append(contentsOf: "\(error)".utf8)
      }
      csystem_task_end()
      // The end of one task is the beginning of the next: a clock costs as much as a short task.
      now = Clock.now()
      report.setFrame(
        .finished(
          id, slot: slot, outcome: outcome, start: start + Clock.epoch,
          seconds: now - start))
      reporter.append(report, slot: slot)
    }
    csystem_task_thread_leave()
  }

  private struct TooLong: Error, CustomStringConvertible {
    var description: String { "the result has 2 GiB or more" }
  }

  private static let keptCapacity = 1 << 20
}
