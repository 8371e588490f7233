import BagOfTasks
import Foundation
import Synchronization

/// A controller that writes down what it is told.
final class Recorder: TaskController {
  let bag: TaskBag
  private let recorded = Mutex<[Happening]>([])
  private let ends = Counter()
  private let onEvents: @Sendable ([Happening]) -> Void

  /// - Parameters:
  ///   - bag: the bag.
  ///   - onEvents: is told what `observe` is told, on the same thread.
  init(_ bag: TaskBag, onEvents: @escaping @Sendable ([Happening]) -> Void = { _ in }) {
    self.bag = bag
    self.onEvents = onEvents
  }

  func observe(_ events: [TaskEvent]) {
    let happenings = events.flatMap(Happening.list)
    recorded.withLock { $0 += happenings }
    onEvents(happenings)
  }

  func end() { ends.increment() }

  var events: [Happening] { recorded.withLock { $0 } }
  var endCount: Int { ends.count }

  /// Waits until a number of events have been told of that a test lets through.
  func wait(for count: Int, where test: @Sendable (Happening) -> Bool) async throws {
    for _ in 0..<30_000 {
      if recorded.withLock({ $0.count(where: test) }) >= count { return }
      try await Task.sleep(for: .milliseconds(1))
    }
    throw Complaint("\(count) events did not come")
  }

  /// Puts tasks into the bag, each with the same script.
  func submit(_ ids: some Sequence<UInt64>, _ script: Script, _ argument: Int = 0) {
    var batch = TaskBatch()
    for id in ids { batch.append(TaskID(rawValue: id), payload: script.payload(argument)) }
    bag.submit(batch)
  }
}

extension Happening {
  /// The task that it is about; nil if it is not about one.
  var id: TaskID? {
    switch self {
    case .credit, .terminating: nil
    case .assigned(let id, _), .returned(let id, _): id
    case .started(let id, _, _, _), .output(let id, _, _, _): id
    case .finished(let task): task.id
    }
  }

  var isFinished: Bool { if case .finished = self { true } else { false } }
  var isStarted: Bool { if case .started = self { true } else { false } }
  var isReturned: Bool { if case .returned = self { true } else { false } }

  /// How many bytes of output it brings.
  var outputCount: Int {
    if case .output(_, _, _, let bytes) = self { bytes.count } else { 0 }
  }
}
