import MPI
import TestSupport
import Testing

/// What a launcher and its user see of a job with a worker pool that comes to a bad end.
///
/// Run plainly, not under `mpiexec`.
@Suite(.serialized) struct PoolEndTests {
  @Test(arguments: [1, 2, 4], ["trap", "abort", "segfault", "exit"])
  func aTaskThatEndsItsProcessIsNamed(ranks: Int, verb: String) throws {
    let job = try Job(verb, "4321", ranks: ranks)
    #expect(job.hasFailed)
    #expect(!job.output.contains("is done"))
    let lines = Job.lines(of: job.errors, containing: "the task for input 4321 ")
    #expect(lines.count == 1)
    let line = String(lines.first ?? "")
    #expect(ranks == 1 ? line.hasPrefix("rank 0 ") : line.contains(#/^rank [1-3] of /#))
    #expect(line.contains(" of \(ranks) on \(Job.host): "))
    switch verb {
    case "abort": #expect(line.hasSuffix("was ended by signal 6 (abort)"))
    case "segfault": #expect(line.hasSuffix("was ended by signal 11 (segmentation fault)"))
    case "exit": #expect(line.hasSuffix("called exit"))
    default: #expect(line.contains("was ended by signal") && line.contains("trap"))
    }
  }

  @Test(arguments: [1, 2]) func aTaskThatExitsDoesNotWaitForInput(ranks: Int) throws {
    let job = try Job("exit-reading", ranks: ranks)
    #expect(job.hasFailed)
    #expect(job.output.contains("last words"))
    #expect(Job.lines(of: job.errors, containing: "the task for input 0 called exit").count == 1)
  }

  @Test(arguments: [1, 2, 4]) func aBodyThatThrowsEndsTheJobWithItsText(ranks: Int) throws {
    let job = try Job("throw", ranks: ranks)
    #expect(job.hasFailed)
    #expect(!job.output.contains("is done"))
    let lines = Job.lines(of: job.errors, containing: "no more of this")
    // Once, where it happened, though all ranks leave with an error.
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("rank 0 of \(ranks) on ") == true)
  }

  @Test(arguments: [1, 2, 4]) func anInitializerThatThrowsEndsTheJobWithItsText(
    ranks: Int
  ) throws {
    let rank = ranks - 1
    let job = try Job("initializer", "\(rank)", ranks: ranks)
    #expect(job.hasFailed)
    #expect(!job.output.contains("is done"))
    let text = "rank \(rank) on \(Job.host) cannot run tasks: no table"
    let lines = Job.lines(of: job.errors, containing: "no table")
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("rank \(rank) of \(ranks) on ") == true)
    #expect(lines.first?.hasSuffix(text) == true)
  }

  @Test(arguments: [1, 2]) func aPoolNeedsMPIForThreads(ranks: Int) throws {
    let job = try Job("single", ranks: ranks)
    #expect(job.hasFailed)
    #expect(!job.output.contains("is done"))
    #expect(Job.lines(of: job.errors, containing: "withMPI(threads: .funneled)").count == 1)
  }

  @Test(arguments: [2, 4]) func aRankThatIsKilledIsNamedWithItsInputs(ranks: Int) throws {
    // The root speaks when it is asked to end, before it is killed.
    let job = try Job("kill", "4321", ranks: ranks, grace: true)
    #expect(job.hasFailed)
    #expect(!job.output.contains("is done"))
    guard !Environment.libraryName.hasPrefix("MPICH") else {
      // MPICH's launcher kills all other ranks within 0.1 ms of the first's death (seen with strace), so that
      // none can say a word; it does so itself.
      #expect((job.output + job.errors).contains("Killed (signal 9)"))
      return
    }
    let lines = Job.lines(of: job.errors, containing: "has died with unfinished inputs: ")
    #expect(lines.count == 1)
    // Open MPI 5 ends its own words on the abort, which may come before these, with a null character.
    let line = lines.first?.drop { $0 == "\0" } ?? ""
    #expect(line.contains(#/^rank [1-3] on /#))
    #expect(line.contains(" on \(Job.host) has died"))
    #expect(Self.inputs(of: line).contains { $0.contains(4321) })
  }

  @Test(arguments: [1, 2, 4]) func aJobThatIsToldToEndSaysWhatItWasAt(ranks: Int) throws {
    let job = try Job("terminate", "1234", ranks: ranks, grace: true)
    #expect(job.hasFailed)
    #expect(!job.output.contains("is done"))
    let lines = Job.lines(of: job.errors, containing: "was told to end with unfinished inputs: ")
    #expect(!lines.isEmpty)
    for line in lines { #expect(line.contains(" on \(Job.host) was told to end")) }
    #expect(lines.flatMap { Self.inputs(of: $0) }.contains { $0.contains(1234) })
  }

  /// The inputs that a line names at its end: `4320-4380, 4400`.
  private static func inputs(of line: Substring) -> [ClosedRange<Int>] {
    let runs = line.split(separator: ": ").last?.split(separator: ", ") ?? []
    return runs.compactMap { run in
      let ends = run.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return nil }
      return first...last
    }
  }

  @Test(arguments: [2, 4]) func ranksThatWaitSleep(ranks: Int) throws {
    let job = try Job("idle", ranks: ranks)
    #expect(job.status == 0)
    let shares = Job.lines(of: job.output, containing: "share ").compactMap {
      Double($0.dropFirst("share ".count))
    }
    #expect(shares.count == ranks)
    for share in shares { #expect(share < 0.2) }
  }
}
