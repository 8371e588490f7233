/// What happens to tasks and ranks, as the root is told.
public enum TaskEvent: Sendable {
  /// A rank offers its slots; comes once for each rank that works, before the first task.
  case credit(rank: Int, host: String, slots: Int)
  /// A task was sent to a rank; only where ``TaskBagOptions/reportsAssignments`` asks for it.
  case assigned(TaskID, rank: Int)
  /// A rank gave a task back unstarted, to be assigned again; only with
  /// ``TaskBagOptions/reportsAssignments``.
  case returned(TaskID, rank: Int)
  /// A task was started; only if the runner says so. The time is in seconds since 1970.
  case started(TaskID, rank: Int, slot: Int, at: Double)
  /// A running task wrote something; a runner's streams are numbered as it pleases.
  case output(TaskID, rank: Int, stream: Int, bytes: ArraySlice<UInt8>)
  /// Some tasks are done.
  case finished(FinishedTasks)
  /// The job has been told to end (SIGTERM), or a rank's process has died; the job ends as soon as the
  /// controller has returned.
  case terminating([UnfinishedTasks])
}
