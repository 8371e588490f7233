import BagOfTasks
import MPI
import Synchronization

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the root has opened before any rank runs a task, so that mistakes show early.
final class FarmRoot: @unchecked Sendable {
  // Made on one thread, used on another afterwards.
  private let input: OrderedInput
  private let store: RunStore
  private let ranks: Int

  /// Opens the input and the store.
  ///
  /// - Throws: `InputError`, `StoreError`.
  init(_ options: FarmOptions, ranks: Int) throws {
    try Self.check(directory: options.directory)
    let tasks = try TaskInput(options.input)
    input = OrderedInput(
      tasks, durations: try options.knownDurations(), taskTime: options.taskTime)
    store = try Self.openStore(options)
    self.ranks = ranks
  }

  /// Opens the store.
  ///
  /// Two farms that start at the same moment may each see the other's look at the store, and neither would
  /// run: whoever goes on from a store asks again for half a second, after pauses that differ.
  private static func openStore(_ options: FarmOptions) throws(StoreError) -> RunStore {
    let opening: RunStore.Opening = options.resume == .no ? .new : .resume
    for _ in 0..<20 where opening == .resume {
      do throws(StoreError) {
        return try RunStore(
          path: options.store, opening: opening, isDurable: options.isDurable)
      } catch {
        guard error.kind == .inUse else { throw error }
        usleep(.random(in: 1_000...50_000))
      }
    }
    return try RunStore(path: options.store, opening: opening, isDurable: options.isDurable)
  }

  /// Says that the directory is not there before every single task does.
  ///
  /// On other nodes it may still be missing.
  private static func check(directory: String) throws(InputError) {
    // With the slash it has to be one.
    guard access(directory + "/", X_OK) != 0 else { return }
    throw InputError(
      "--directory: tasks cannot run in \(directory): \(SystemError.text(errno)); give one that"
        + " exists")
  }

  /// Runs everything, on a thread of its own: Swift's tasks are not to wait for files.
  func work(
    _ options: FarmOptions, _ controller: FarmController, _ console: any FarmConsole
  ) async -> FarmSummary {
    await withCheckedContinuation { continuation in
      _ = SlotThread { [self] in
        continuation.resume(returning: run(options, controller, console))
      }
    }
  }

  private func run(
    _ options: FarmOptions, _ controller: FarmController, _ console: any FarmConsole
  ) -> FarmSummary {
    let doorbell = controller.doorbell
    let supply = TaskSupply(input) { doorbell.ring() }
    let loop = FarmLoop(
      options, controller: controller, supply: supply, store: store, console: console)
    return loop.run()
  }
}
