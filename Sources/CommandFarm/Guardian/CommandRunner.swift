public import BagOfTasks
import NodeResources
import Synchronization

/// Runs the commands of a bag on a rank: passes them to the rank's ``Guardian``, and what becomes of them to
/// the root.
///
/// The payload of a task is an ``AttemptOrder``, that of a finished one an ``AttemptEnd``; a task that was
/// cancelled before its start has none. Streams 0 and 1 of the output are standard output and standard error.
/// A task has succeeded if it exited with status 0.
public final class CommandRunner: TaskRunner {
  private let guardian: Guardian
  private let setup: GuardianSetup
  private let link = Mutex<GuardianLink?>(nil)

  /// A runner for the only bag that a guardian serves.
  ///
  /// - Parameters:
  ///   - guardian: what starts the commands.
  ///   - settings: what holds for all of them.
  ///   - place: where this is.
  ///   - cpusPerSlot: how many cores a slot stands for.
  public init(
    _ guardian: Guardian, _ settings: RunnerSettings, _ place: RankPlace, cpusPerSlot: Int
  ) {
    self.guardian = guardian
    setup = GuardianSetup(
      settings: settings, rank: place.rank, host: place.host, slots: place.slots,
      cpusPerSlot: cpusPerSlot, cores: place.cores.cores.numbers)
  }

  /// Begins to run commands.
  public func start(_ queue: TaskQueue, _ reporter: TaskReporter) {
    let link = GuardianLink(guardian, setup, BagTraffic(queue: queue, reporter: reporter))
    self.link.withLock { $0 = link }
  }

  /// Ends the attempts with ids in a range, as ``RunnerSettings/termSequence`` says.
  public func cancel(_ ids: ClosedRange<TaskID>) {
    link.withLock { $0 }?.cancel(ids)
  }

  /// Drops the attempts with ids in a range that have not been started, and leaves the others alone.
  public func withdraw(_ ids: ClosedRange<TaskID>) {
    link.withLock { $0 }?.withdraw(ids)
  }

  /// Waits until all attempts have ended, and all processes that they have left behind.
  public func finish() {
    link.withLock { $0 }?.finish()
  }

  /// The bag's queue and reporter.
  ///
  /// One thread takes all tasks, and all reports bear its slot.
  private struct BagTraffic: AttemptTraffic {
    let queue: TaskQueue
    let reporter: TaskReporter

    func next() -> (id: TaskID, payload: ArraySlice<UInt8>)? { queue.next(slot: 0) }
    func nextNow() -> (id: TaskID, payload: ArraySlice<UInt8>)? { queue.nextNow(slot: 0) }

    func giveBack(_ id: TaskID, payload: ArraySlice<UInt8>) {
      queue.giveBack(id, payload: payload)
    }

    func started(_ id: TaskID) { reporter.started(id, slot: 0) }

    func output(_ bytes: ArraySlice<UInt8>, of id: TaskID, stream: UInt8) {
      reporter.output(bytes, of: id, slot: 0, stream: stream)
    }

    func finished(
      _ id: TaskID, outcome: TaskOutcome, start: Double, seconds: Double,
      payload: ArraySlice<UInt8>
    ) {
      reporter.finished(
        id, slot: 0, outcome: outcome, start: start, seconds: seconds, payload: payload)
    }
  }
}
