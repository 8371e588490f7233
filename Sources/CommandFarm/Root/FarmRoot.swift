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
  private let input: TaskInput
  private let store: RunStore
  private let ranks: Int

  /// Opens the input and the store.
  ///
  /// - Throws: `InputError`, `StoreError`.
  init(_ options: FarmOptions, ranks: Int) throws {
    try Self.check(directory: options.directory)
    input = try TaskInput(options.input)
    store = try RunStore(
      path: options.store, opening: options.resume == .no ? .new : .resume,
      isDurable: options.isDurable)
    self.ranks = ranks
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
