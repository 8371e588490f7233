public import MPI

extension Communicator {
  /// Runs a bag of tasks on all ranks: the scheduling core below ``WorkerPool``, for runners that are no
  /// closures.
  ///
  /// The root makes a controller, which fills the bag and is told what becomes of the tasks, and runs a
  /// body of code with it. Every rank, as a rule the root too, makes a runner and lets it run the tasks
  /// that it is given. When the body has returned, the bag takes no more; when no task is left, all ranks
  /// leave the call.
  ///
  /// - Parameters:
  ///   - root: the rank that has the bag; the same on all ranks.
  ///   - options: how tasks are worked off.
  ///   - makeController: makes the controller, on the root, once all ranks are ready.
  ///   - makeRunner: makes the rank's runner; not called on a root that does not work.
  ///   - body: runs on the root, on another thread; makes no MPI calls.
  /// - Returns: the body's value on the root, nil elsewhere.
  /// - Throws: on the root, what the controller's maker or the body throws; elsewhere ``TaskBagError``,
  ///   if one of them throws. On all ranks ``TaskBagError``, if a rank cannot make its runner. `MPIError`.
  /// - Important: Collective; from the thread that initialised MPI, at level `funneled` or above.
  public func withTaskBag<Controller: TaskController, Value: Sendable>(
    root: Int = 0, options: TaskBagOptions = TaskBagOptions(),
    controller makeController: (TaskBag) throws -> Controller,
    runner makeRunner: (RankPlace) throws -> any TaskRunner,
    body: @escaping @Sendable (Controller) async throws -> Value
  ) throws -> Value? {
    precondition(root >= 0 && root < size, "the root is not a rank of the communicator")
    precondition(options.slots ?? 1 > 0, "a rank has at least one slot")
    precondition(options.coresPerTask > 0, "a task uses at least one core")
    precondition(options.maximumBatch ?? 1 > 0, "a message has room for at least one task")
    guard Environment.threadLevel >= .funneled else {
      throw TaskBagError(
        reason: .singleThreaded, rank: root, host: "", message: "", isFromElsewhere: rank != root)
    }
    if rank == root {
      let loop = try RootLoop(on: self, options: options)
      return try loop.run(controller: makeController, runner: makeRunner, body: body)
    }
    var loop = try WorkerLoop(on: self, root: root)
    try loop.run(options, makeRunner: makeRunner)
    return nil
  }
}
