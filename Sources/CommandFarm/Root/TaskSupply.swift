import BagOfTasks
import Dispatch
import Synchronization

/// Reads the input ahead on a thread of its own, since a pipe may keep its reader waiting.
final class TaskSupply: Sendable {
  private struct State {
    var items: [InputItem] = []
    var isAtEnd = false
    var error: InputError?
    var isStopped = false
    var isWaiting = false
    var tasksRead = 0
    var knownCount = 0
    /// Bytes of the commands among the items.
    var bytes = 0
  }

  /// What has been read by now.
  struct Delivery {
    var items: [InputItem]
    /// Whether that was all, and why if the input is wrong.
    var isLast: Bool
    var error: InputError?
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)

  /// Starts to read.
  ///
  /// - Parameters:
  ///   - input: belongs to the new thread from now on.
  ///   - wake: is called when there is something where there was nothing.
  init(_ input: sending OrderedInput, wake: @escaping @Sendable () -> Void) {
    let box = Box(input)
    // Nobody waits for this thread: it may be in a read that never ends.
    _ = SlotThread { [self] in read(box.input, wake) }
  }

  /// How many tasks have been read, delivered or not.
  var tasksRead: Int { state.withLock { $0.tasksRead } }

  /// The tasks whose duration was known beforehand, once all have been read.
  var knownCount: Int { state.withLock { $0.knownCount } }

  /// Takes what has been read.
  func take() -> Delivery {
    let (delivery, wasWaiting) = state.withLock { state -> (Delivery, Bool) in
      defer {
        state.items = []
        state.bytes = 0
        state.isWaiting = false
      }
      return (
        Delivery(items: state.items, isLast: state.isAtEnd, error: state.error), state.isWaiting
      )
    }
    if wasWaiting { room.signal() }
    return delivery
  }

  /// Lets the thread end when it comes to it.
  func stop() {
    let wasWaiting = state.withLock { state -> Bool in
      state.isStopped = true
      defer { state.isWaiting = false }
      return state.isWaiting
    }
    if wasWaiting { room.signal() }
  }

  private func read(_ input: OrderedInput, _ wake: @Sendable () -> Void) {
    var error: InputError?
    do {
      while let item = try input.next() {
        guard add(item, wake) else { return }
      }
    } catch let problem {
      error = problem
    }
    state.withLock { [error, known = input.knownCount] state in
      state.isAtEnd = true
      state.knownCount = known
      state.error = error
    }
    wake()
  }

  /// Adds an item, and waits if there are many.
  ///
  /// - Returns: whether more are wanted.
  private func add(_ item: InputItem, _ wake: @Sendable () -> Void) -> Bool {
    let (wasEmpty, mustWait, isStopped) = state.withLock { state -> (Bool, Bool, Bool) in
      let wasEmpty = state.items.isEmpty
      state.items.append(item)
      if case .task(let task) = item {
        state.tasksRead += 1
        state.bytes += task.command.count
      }
      let isEnough = state.items.count >= Self.ahead || state.bytes >= Self.bytesAhead
      state.isWaiting = isEnough && !state.isStopped
      return (wasEmpty, state.isWaiting, state.isStopped)
    }
    if wasEmpty { wake() }
    if mustWait { room.wait() }
    return !isStopped
  }

  /// Hands the input over to the thread.
  private struct Box: @unchecked Sendable {
    let input: OrderedInput

    init(_ input: OrderedInput) { self.input = input }
  }

  /// How many items are read ahead: the end of most lists is known at once, and memory is bounded.
  private static let ahead = 1 << 15
  private static let bytesAhead = 64 << 20
}
