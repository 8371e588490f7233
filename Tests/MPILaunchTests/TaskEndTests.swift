import MPI
import TestSupport
import Testing

extension LaunchTests {
  /// What is said of a task that ends the process that it runs in.
  @Suite struct TaskEndTests {
    #if arch(x86_64)
      private static let trap = (
        "trap", "was ended by signal 4 (trap or illegal instruction)", Int32(132)
      )
    #else
      private static let trap = ("trap", "was ended by signal 5 (trap)", Int32(133))
    #endif

    static let ways: [(way: String, text: String, status: Int32)] = [
      trap,
      ("abort", "was ended by signal 6 (abort)", 134),
      ("overflow", "was ended by signal 11 (segmentation fault)", 139),
      ("segv", "was ended by signal 11 (segmentation fault)", 139),
      ("kill", "was ended by signal 11 (segmentation fault)", 139),
      ("exit-7", "called exit", 7),
      ("exit", "called exit", 1),
    ]

    @Test(arguments: ways)
    func theTaskThatEndedItsProcessIsNamed(way: String, text: String, status: Int32) throws {
      for ranks in [1, 3] {
        let rank = ranks - 1
        let job = try Job("task-end", "\(rank)", way, ranks: ranks)
        #expect(Self.isEnd(job, status))
        let lines = Job.lines(of: job.errors, containing: "the task for input")
        #expect(lines == ["rank \(rank) of \(ranks) on here: the task for input 17 \(text)"])
      }
    }

    @Test func aHandlerThatWasThereBeforeStillRuns() throws {
      let job = try Job("task-end", "0", "trap", ranks: 1, backtraces: true)
      #expect(Self.isEnd(job, Self.trap.2))
      #expect(Job.lines(of: job.errors, containing: "the task for input 17").count == 1)
      // UCX, below MPICH, puts a handler of its own in place of that of Swift's runtime.
      #expect(
        job.errors.contains("Swift runtime failure: precondition failure")
          || job.errors.contains("Caught signal"))
    }

    @Test(arguments: [("abort", Int32(134)), ("abort-after", 134), ("exit-7", 7)])
    func nothingIsSaidWhereNoTaskRuns(way: String, status: Int32) throws {
      let job = try Job("outside-task-end", way, ranks: 1)
      #expect(Self.isEnd(job, status))
      #expect(Job.lines(of: job.errors, containing: "the task").isEmpty)
    }

    @Test(arguments: ["now", "off"]) func terminationIsPutOff(way: String) throws {
      let job = try Job("terminate", way, ranks: 1)
      #expect(Self.isEnd(job, 143))
      #expect(Job.lines(of: job.output, containing: "wanted") == ["wanted: false", "wanted: true"])
    }

    /// Whether a job ended with a status, as shells count.
    ///
    /// MPICH's launcher returns a signal's number as it is, or the status of another rank, which it killed,
    /// and now and then 1.
    private static func isEnd(_ job: Job, _ status: Int32) -> Bool {
      guard Environment.libraryName.hasPrefix("MPICH") else { return job.status == status }
      return ![0, 124, 137].contains(job.status)
    }
  }
}
