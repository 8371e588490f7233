/// How a pool numbers its tasks: 24 bits for the call that they belong to, 40 for the place of the input.
@usableFromInline
enum JobID {
  @inlinable static func task(job: Int, index: Int) -> TaskID {
    TaskID(rawValue: UInt64(job) << 40 | UInt64(index))
  }

  static let greatestJob = 1 << 24 - 1

  static func job(of id: TaskID) -> Int { Int(id.rawValue >> 40) }

  @inlinable static func index(of id: TaskID) -> Int { Int(id.rawValue & (1 << 40 - 1)) }

  /// The ids of a job's tasks from an index on.
  static func tasks(of job: Int, from index: Int = 0) -> ClosedRange<TaskID> {
    task(job: job, index: index)...task(job: job, index: 1 << 40 - 1)
  }
}
