/// Some tasks of one priority, as they travel: ids and payloads one after the other in one buffer.
///
///     var batch = TaskBatch()
///     batch.append(TaskID(rawValue: 7), payload: Array("hostname".utf8))
///     bag.submit(batch)
///
/// Copying a batch, and splitting it in two, copies no payload.
public struct TaskBatch: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  /// The part of `bytes` that is this batch's.
  @usableFromInline var range: Range<Int> = 0..<0

  /// The number of tasks.
  public private(set) var count = 0

  /// Tasks of greater priority are started before others.
  public let priority: Int

  /// An empty batch.
  public init(priority: Int = 0) {
    self.priority = priority
  }

  private init(bytes: [UInt8], range: Range<Int>, count: Int, priority: Int) {
    self.bytes = bytes
    self.range = range
    self.count = count
    self.priority = priority
  }

  /// The tasks of a message that another rank made with ``message``.
  init(_ message: [UInt8]) {
    self.init(
      bytes: message, range: 0..<message.count, count: 0,
      priority: message.frame(at: 0).number)
    var count = 0
    forEachID { _ in count += 1 }
    self.count = count
  }

  /// Whether there is no task.
  public var isEmpty: Bool { count == 0 }

  /// The bytes that the batch takes on the wire.
  public var byteCount: Int { range.count }

  /// Adds a task.
  ///
  /// - Parameters:
  ///   - id: names the task.
  ///   - payload: what the runner is to be given; less than 2 GiB.
  public mutating func append(_ id: TaskID, payload: some Sequence<UInt8>) {
    append(id) { $0.append(contentsOf: payload) }
  }

  /// Adds a task whose payload is appended to the batch's buffer by a body of code.
  ///
  /// If the body throws, or appends 2 GiB or more, the batch is left as it was.
  ///
  /// - Returns: false if the payload is too long to be sent.
  @inlinable @discardableResult
  public mutating func append(
    _ id: TaskID, encode: (inout [UInt8]) throws -> Void
  ) rethrows -> Bool {
    let position = range.upperBound
    precondition(position == bytes.count, "a part of a batch is not appended to")
    bytes.append(Frame(.task, id: id.rawValue, number: priority))
    do {
      try encode(&bytes)
    } catch {
      bytes.removeSubrange(position...)
      throw error
    }
    guard bytes.count - position - Frame.size <= Frame.greatestPayload else {
      bytes.removeSubrange(position...)
      return false
    }
    bytes.closeFrame(at: position)
    include(bytes.count)
    return true
  }

  @usableFromInline
  mutating func include(_ end: Int) {
    range = range.lowerBound..<end
    count += 1
  }

  /// The first task, which is taken out of the batch.
  ///
  /// - Returns: its id and the place of its payload in the batch's buffer.
  @inlinable
  mutating func popFirst() -> (id: TaskID, payload: ArraySlice<UInt8>)? {
    guard range.lowerBound < range.upperBound else { return nil }
    let frame = bytes.frame(at: range.lowerBound)
    let payload = range.lowerBound + Frame.size
    let end = payload + Int(frame.length)
    drop(end)
    return (TaskID(rawValue: frame.id), bytes[payload..<end])
  }

  @usableFromInline
  mutating func drop(_ end: Int) {
    range = end..<range.upperBound
    count -= 1
  }

  /// The bytes that the first task takes on the wire.
  var firstByteCount: Int {
    isEmpty ? 0 : Frame.size + Int(bytes.frame(at: range.lowerBound).length)
  }

  /// Takes tasks off the front: at most `limit`, and at most `byteLimit` bytes or one task.
  mutating func takeFirst(_ limit: Int, byteLimit: Int = .max) -> TaskBatch {
    if count <= limit && byteCount <= byteLimit {
      defer { self = TaskBatch(priority: priority) }
      return self
    }
    var end = range.lowerBound
    var taken = 0
    while taken < min(limit, count) {
      let next = end + Frame.size + Int(bytes.frame(at: end).length)
      if taken > 0 && next - range.lowerBound > byteLimit { break }
      end = next
      taken += 1
    }
    let first = TaskBatch(
      bytes: bytes, range: range.lowerBound..<end, count: taken, priority: priority)
    range = end..<range.upperBound
    count -= taken
    return first
  }

  /// Adds the tasks of another batch.
  mutating func append(contentsOf other: TaskBatch) {
    if range.upperBound != bytes.count {
      bytes = Array(bytes[range])
      range = 0..<bytes.count
    }
    bytes.append(contentsOf: other.bytes[other.range])
    range = range.lowerBound..<bytes.count
    count += other.count
  }

  /// Takes out the tasks whose ids lie in a range.
  ///
  /// - Returns: their ids.
  mutating func remove(_ ids: ClosedRange<TaskID>) -> [TaskID] {
    var removed: [TaskID] = []
    forEachID { if ids.contains($0) { removed.append($0) } }
    guard !removed.isEmpty else { return [] }
    var rest = TaskBatch(priority: priority)
    var batch = self
    while let task = batch.popFirst() {
      if !ids.contains(task.id) { rest.append(task.id, payload: task.payload) }
    }
    self = rest
    return removed
  }

  /// Calls a body with the ids of the batch's tasks.
  func forEachID(_ body: (TaskID) -> Void) {
    var position = range.lowerBound
    while position < range.upperBound {
      let frame = bytes.frame(at: position)
      body(TaskID(rawValue: frame.id))
      position += Frame.size + Int(frame.length)
    }
  }

  /// The tasks as a message.
  var message: [UInt8] { range.count == bytes.count ? bytes : Array(bytes[range]) }
}
