import Synchronization

/// The root's bag of tasks: what its ``TaskController`` puts tasks into.
///
/// Safe to use from any thread; nothing here waits.
public final class TaskBag: Sendable {
  enum Command {
    case submit(TaskBatch)
    case submitAvoiding(TaskBatch, Set<Int>)
    case cancel(ClosedRange<TaskID>)
    case withdraw(ClosedRange<TaskID>)
    case bar(Int)
    case unbar(Int)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isClosed = false

    /// Adds a command, or makes it one with a cancellation before it: each of those takes a look at every
    /// task in the bag.
    mutating func append(_ command: Command) {
      if case .cancel(let ids) = command, case .cancel(let before)? = commands.last,
        ids.touches(before)
      {
        commands[commands.count - 1] = .cancel(
          min(ids.lowerBound, before.lowerBound)...max(ids.upperBound, before.upperBound))
      } else {
        commands.append(command)
      }
    }
  }

  private let inbox = Mutex(Inbox())
  private let hasCommands = Atomic<Bool>(false)
  private let doorbell: Doorbell
  let currentWindow: Atomic<Int>

  /// The communicator's ranks, in order.
  public let ranks: [RankSlots]
  /// The root's number among them.
  public let root: Int

  init(_ ranks: [RankSlots], root: Int, doorbell: Doorbell) {
    self.ranks = ranks
    self.root = root
    self.doorbell = doorbell
    currentWindow = Atomic(ranks.reduce(0) { $0 + 4 * $1.slots })
  }

  /// The number of unfinished tasks that keeps every rank busy; more only takes memory.
  ///
  /// Grows and shrinks with the measured duration of tasks.
  public var window: Int { currentWindow.load(ordering: .relaxed) }

  /// Puts tasks into the bag.
  ///
  /// - Parameter batch: tasks with ids that have not been used.
  /// - Returns: false if the bag has been closed; the tasks are then not run, and not reported.
  @discardableResult
  public func submit(_ batch: TaskBatch) -> Bool {
    post(.submit(batch))
  }

  /// Takes tasks out of the bag that have not been started, and asks those that have to end.
  ///
  /// Each of them is reported as finished all the same: as cancelled where that came in time.
  ///
  /// - Parameter ids: a range; ids in it that name no unfinished task do not matter.
  public func cancel(_ ids: ClosedRange<TaskID>) {
    _ = post(.cancel(ids))
  }

  /// Puts tasks into the bag that some ranks should not be given, if others are there.
  ///
  /// - Parameters:
  ///   - batch: tasks with ids that have not been used.
  ///   - ranks: those that should not be given them.
  /// - Returns: false if the bag has been closed; the tasks are then not run, and not reported.
  @discardableResult
  public func submit(_ batch: TaskBatch, avoiding ranks: Set<Int>) -> Bool {
    post(.submitAvoiding(batch, ranks))
  }

  /// Takes tasks out of the bag that have not been started, and leaves those alone that have.
  ///
  /// Each of the former is reported as cancelled.
  ///
  /// - Parameter ids: a range; ids in it that name no unfinished task do not matter.
  public func withdraw(_ ids: ClosedRange<TaskID>) {
    _ = post(.withdraw(ids))
  }

  /// Gives a rank no more tasks, and calls back those that it has not started, for others.
  ///
  /// Where no rank is left, tasks stay in the bag until they are withdrawn or cancelled.
  public func bar(_ rank: Int) {
    precondition(ranks.indices.contains(rank), "a rank of the communicator is barred")
    _ = post(.bar(rank))
  }

  /// Gives a rank tasks again after ``bar(_:)``.
  public func unbar(_ rank: Int) {
    precondition(ranks.indices.contains(rank), "a rank of the communicator is barred")
    _ = post(.unbar(rank))
  }

  private func post(_ command: Command) -> Bool {
    let isOpen = inbox.withLock { inbox in
      guard !inbox.isClosed else { return false }
      inbox.append(command)
      // Under the lock: once the bag is closed, it is known whether there is something in it.
      hasCommands.store(true, ordering: .releasing)
      return true
    }
    doorbell.ring()
    return isOpen
  }

  /// What has been asked for since the last time.
  func take() -> [Command] {
    guard hasCommands.exchange(false, ordering: .acquiring) else { return [] }
    return inbox.withLock { inbox in
      defer { inbox.commands = [] }
      return inbox.commands
    }
  }

  /// Closes the bag: nothing more can be asked for.
  func close() { inbox.withLock { $0.isClosed = true } }
}

extension ClosedRange<TaskID> {
  /// Whether there is no id between this range and another.
  fileprivate func touches(_ other: ClosedRange<TaskID>) -> Bool {
    if overlaps(other) { return true }
    let (lower, upper) = upperBound < other.lowerBound ? (self, other) : (other, self)
    return upper.lowerBound.rawValue - lower.upperBound.rawValue == 1
  }
}
