/// Some tasks that are done, in the order in which their rank reported them.
///
/// A view of the message that they came in: to pass it on copies nothing, and to go through it costs a few
/// nanoseconds a task.
public struct FinishedTasks: Sequence, Sendable {
  /// The rank that had them; nil if they were cancelled before any rank had them.
  public let rank: Int?
  /// The number of tasks.
  public let count: Int
  /// Whether some were cancelled.
  let hasCancelled: Bool
  @usableFromInline let bytes: [UInt8]
  @usableFromInline let range: Range<Int>

  /// The run of `finished` frames that begins at a position of a message.
  init(_ message: [UInt8], from position: Int = 0, rank: Int?) {
    var end = position
    var count = 0
    var hasCancelled = false
    while end < message.count {
      let frame = message.frame(at: end)
      guard frame.kind == .finished else { break }
      if frame.outcome == .cancelled { hasCancelled = true }
      end += Frame.size + Int(frame.length)
      count += 1
    }
    self.rank = rank
    self.count = count
    self.hasCancelled = hasCancelled
    bytes = message
    range = position..<end
  }

  /// Tasks that were cancelled before any rank had them.
  init(cancelled ids: [TaskID]) {
    var bytes: [UInt8] = []
    for id in ids {
      bytes.append(Frame.finished(id, slot: 0, outcome: .cancelled, start: 0, seconds: 0))
    }
    self.init(bytes, rank: nil)
  }

  /// A task that failed before any rank had it, on the root.
  init(failed id: TaskID, message: String) {
    var bytes: [UInt8] = []
    bytes.append(
      Frame.finished(id, slot: 0, outcome: .failed, start: 0, seconds: 0), text: message)
    self.init(bytes, rank: nil)
  }

  /// Those of the tasks that pass a test.
  func filter(_ isIncluded: (TaskID) -> Bool) -> FinishedTasks {
    var bytes: [UInt8] = []
    forEachFrame { frame, payload in
      if isIncluded(TaskID(rawValue: frame.id)) { bytes.append(frame, payload: payload) }
    }
    return FinishedTasks(bytes, rank: rank)
  }

  /// Calls a body with each task's frame and payload.
  @inlinable
  func forEachFrame(_ body: (Frame, UnsafeRawBufferPointer) throws -> Void) rethrows {
    try bytes.withUnsafeBytes { bytes in
      var position = range.lowerBound
      while position < range.upperBound {
        let frame = bytes.loadUnaligned(fromByteOffset: position, as: Frame.self)
        let payload = position + Frame.size
        position = payload + Int(frame.length)
        try body(frame, UnsafeRawBufferPointer(rebasing: bytes[payload..<position]))
      }
    }
  }

  /// Begins to go through the tasks.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// A place among the tasks.
  public struct Iterator: IteratorProtocol {
    private let tasks: FinishedTasks
    private var position: Int

    init(_ tasks: FinishedTasks) {
      self.tasks = tasks
      position = tasks.range.lowerBound
    }

    /// The next task; nil after the last.
    public mutating func next() -> FinishedTask? {
      guard position < tasks.range.upperBound else { return nil }
      let frame = tasks.bytes.frame(at: position)
      let payload = position + Frame.size
      position = payload + Int(frame.length)
      return FinishedTask(frame, rank: tasks.rank, payload: tasks.bytes[payload..<position])
    }
  }
}
