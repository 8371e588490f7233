import MPI
import Synchronization

/// What a pool is beneath its types: calls that await tasks, the tasks' way to them, and the accounts.
@usableFromInline
final class PoolCore: TaskController {
  private struct State {
    var jobs: [Int: Job] = [:]
    var lastJob = PoolCore.submittedJob
    /// Numbers of jobs that are done to the last task.
    var freeNumbers: [Int] = []
    var handles: [Int: HandleState] = [:]
    var submitted = 0
  }

  /// The number of the job that holds all tasks which were submitted one by one.
  static let submittedJob = 0

  let bag: TaskBag
  private let state = Mutex(State())
  private let submitted = Atomic<Int>(0)
  private let accounts: Mutex<PoolAccounts>
  /// One for each slot, and one for each rank to go on with.
  private let fewestTasks: Int

  /// - Throws: ``TraceError``, if the trace file cannot be made.
  init(bag: TaskBag, options: WorkerPoolOptions) throws {
    self.bag = bag
    fewestTasks = bag.ranks.reduce(0) { $0 + $1.slots + 1 }
    accounts = Mutex(try PoolAccounts(ranks: bag.ranks, options: options))
  }

  /// How many unfinished tasks a call should have in the bag: enough to keep all ranks busy, and where
  /// inputs or results are large no more than that.
  ///
  /// - Parameter meanSize: mean bytes of an input or a result.
  /// - Returns: a number of tasks.
  func window(meanSize: Int) -> Int {
    max(fewestTasks, min(bag.window, Self.greatestMemory / max(meanSize, 1)))
  }

  /// What the ranks have done by now.
  var statistics: WorkerPoolStatistics { accounts.withLock { $0.currentStatistics } }

  /// Keeps the accounts, and hands finished tasks to who awaits them.
  @usableFromInline
  func observe(_ events: [TaskEvent]) {
    let submitted = submitted.load(ordering: .relaxed)
    let report = accounts.withLock { accounts in
      for case .finished(let tasks) in events { accounts.include(tasks) }
      return accounts.dueReport(submitted: submitted)
    }
    report?()
    for event in events {
      switch event {
      case .finished(let tasks): finish(tasks)
      case .terminating(let unfinished):
        accounts.withLock { $0.flushTrace() }
        Self.report(unfinished)
      default: break
      }
    }
  }

  /// Ends the accounts: the trace is complete, and progress has been reported to the last task.
  @usableFromInline
  func end() {
    let report = accounts.withLock {
      $0.end(submitted: submitted.load(ordering: .relaxed))
    }
    report?()
  }

  private static let greatestMemory = 128 << 20

  /// Opens a job.
  func makeJob() -> Job {
    state.withLock { state in
      let job = Job(number: state.freeNumbers.popLast() ?? state.lastJob + 1)
      precondition(job.number <= JobID.greatestJob, "too many calls of a pool were left unfinished")
      state.lastJob = max(state.lastJob, job.number)
      state.jobs[job.number] = job
      return job
    }
  }

  /// Closes a job: what of it is unfinished is cancelled and forgotten.
  ///
  /// The number of a job that is done serves again, since there are not enough for ever; of another one,
  /// tasks may still come back.
  func close(_ job: Job, isDone: Bool) {
    state.withLock { state in
      state.jobs[job.number] = nil
      if isDone { state.freeNumbers.append(job.number) }
    }
    if !isDone { bag.cancel(JobID.tasks(of: job.number)) }
  }

  /// Puts tasks of a job into the bag; if the pool has ended, they come back as cancelled.
  func submit(_ batch: TaskBatch) {
    submitted.wrappingAdd(batch.count, ordering: .relaxed)
    guard !bag.submit(batch) else { return }
    var ids: [TaskID] = []
    batch.forEachID { ids.append($0) }
    finish(FinishedTasks(cancelled: ids))
  }

  /// Puts a single task into the bag.
  func submit(
    priority: Int, _ encode: (inout [UInt8]) throws -> Void
  ) -> (index: Int, state: HandleState) {
    let handle = HandleState()
    let index = state.withLock { state in
      defer { state.submitted += 1 }
      state.handles[state.submitted] = handle
      return state.submitted
    }
    let id = JobID.task(job: Self.submittedJob, index: index)
    var batch = TaskBatch(priority: priority)
    if let problem = append(id, to: &batch, encode) {
      finish(problem)
    } else {
      submit(batch)
    }
    return (index, handle)
  }

  /// Adds a task to a batch.
  ///
  /// - Returns: the task's end, if its input cannot be sent.
  @inlinable
  func append(
    _ id: TaskID, to batch: inout TaskBatch, _ encode: (inout [UInt8]) throws -> Void
  ) -> FinishedTasks? {
    do {
      if try batch.append(id, encode: encode) { return nil }
      return unsendable(id, "the input has 2 GiB or more")
    } catch {
      return unsendable(id, "the input cannot be encoded: \(error)")
    }
  }

  @usableFromInline
  func unsendable(_ id: TaskID, _ message: String) -> FinishedTasks {
    FinishedTasks(failed: id, message: message)
  }

  /// Says which inputs were unfinished when the job was made to end: those of ranks that have died, or, if
  /// none can be seen to have, those of all.
  private static func report(_ unfinished: [UnfinishedTasks]) {
    let dead = unfinished.filter { $0.isDead }
    let told = dead.isEmpty ? unfinished : dead
    for rank in told.prefix(greatestReport) {
      let runs = rank.ids.prefix(greatestReport).map { run in
        let indices = (JobID.index(of: run.lowerBound), JobID.index(of: run.upperBound))
        return indices.0 == indices.1 ? "\(indices.0)" : "\(indices.0)-\(indices.1)"
      }
      let more = rank.ids.count > runs.count ? ", ..." : ""
      writeErrorLine(
        "rank \(rank.rank.rank) on \(rank.rank.host) \(rank.isDead ? "has died" : "was told to end")"
          + " with unfinished inputs: \(runs.joined(separator: ", "))\(more)")
    }
    if told.count > greatestReport {
      writeErrorLine("and \(told.count - greatestReport) more ranks")
    }
  }

  private static let greatestReport = 8

  /// Hands finished tasks to who awaits them.
  func finish(_ tasks: FinishedTasks) {
    var jobs: [Int] = []
    tasks.forEachFrame { frame, _ in
      let job = JobID.job(of: TaskID(rawValue: frame.id))
      if jobs.last != job && !jobs.contains(job) { jobs.append(job) }
    }
    for job in jobs {
      finish(jobs.count == 1 ? tasks : tasks.filter { JobID.job(of: $0) == job }, of: job)
    }
  }

  private func finish(_ tasks: FinishedTasks, of job: Int) {
    guard job == Self.submittedJob else {
      // A call that has ended without them wants them no more.
      state.withLock { $0.jobs[job] }?.deliver(tasks)
      return
    }
    for task in tasks {
      state.withLock { $0.handles.removeValue(forKey: JobID.index(of: task.id)) }?.set(task)
    }
  }

  /// What became of a task, as those who await it are told.
  func result<Output>(
    of task: FinishedTask, _ decode: (UnsafeRawBufferPointer) throws -> Output
  ) -> Result<Output, any Error> {
    task.payload.withUnsafeBytes {
      result(task.outcome, task.id, task.rank, $0, decode)
    }
  }

  /// What became of a task, as those who await it are told.
  @inlinable
  func result<Output>(
    _ outcome: TaskOutcome, _ id: TaskID, _ rank: Int?, _ payload: UnsafeRawBufferPointer,
    _ decode: (UnsafeRawBufferPointer) throws -> Output
  ) -> Result<Output, any Error> {
    switch outcome {
    case .succeeded:
      do {
        return .success(try decode(payload))
      } catch {
        return .failure(taskError(id, rank, "the result cannot be decoded: \(error)"))
      }
    case .failed:
      return .failure(taskError(id, rank, String(decoding: payload, as: UTF8.self)))
    case .cancelled:
      return .failure(CancellationError())
    }
  }

  @usableFromInline
  func taskError(_ id: TaskID, _ rank: Int?, _ message: String) -> TaskError {
    let rank = rank ?? bag.root
    return TaskError(
      rank: rank, host: bag.ranks[rank].host, index: JobID.index(of: id), message: message)
  }
}
