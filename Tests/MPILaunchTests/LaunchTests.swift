import MPI
import TestSupport
import Testing

/// What a launcher and its user see of a job, well or ill.
///
/// Run plainly, not under `mpiexec`.
@Suite(.serialized) struct LaunchTests {
  @Test(arguments: [1, 2, 3, 4]) func everyRankRunsAndTheJobEndsWell(ranks: Int) throws {
    let job = try Job("hello", ranks: ranks)
    #expect(job.status == 0)
    #expect(
      job.output.split(separator: "\n").sorted() == (0..<ranks).map { "rank \($0) of \(ranks)" })
  }

  @Test(arguments: [1, 2, 3, 4]) func anErrorOnOneRankEndsTheJobWithItsText(ranks: Int) throws {
    let rank = ranks - 1
    let job = try Job("throw", "\(rank)", ranks: ranks)
    #expect(job.status != 0)
    #expect(job.status != 124)
    let lines = Job.lines(of: job.errors, containing: "no more of this")
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("rank \(rank) of \(ranks) on ") == true)
    #expect(lines.first?.hasSuffix(": no more of this") == true)
    // What the rank had printed before is not lost.
    #expect(job.output.contains("rank \(rank) of \(ranks)\n"))
  }

  @Test func anErrorOnAllRanksIsPrintedByTheOneThatKnows() throws {
    let job = try Job("throw-everywhere", "2", ranks: 4)
    #expect(![0, 124, 137].contains(job.status))
    #expect(Job.lines(of: job.errors, containing: ": no more of this").count == 1)
    #expect(!job.errors.contains("something happened"))
    #expect(Job.lines(of: job.output, containing: "of 4").count == 4)
  }

  @Test func anErrorThatNobodyKnowsMoreOfIsPrintedAfterAll() throws {
    let job = try Job("throw-elsewhere", "1", ranks: 2)
    #expect(![0, 124, 137].contains(job.status))
    #expect(Job.lines(of: job.errors, containing: ": something happened").count == 1)
  }

  @Test func anErrorOfMPINamesTheCall() throws {
    let job = try Job("mpi-error", "1", ranks: 2)
    #expect(job.status != 0)
    #expect(job.status != 124)
    #expect(Job.lines(of: job.errors, containing: ": MPI_Send: ").count == 1)
  }

  @Test func anErrorWhileRequestsArePendingEndsTheJobToo() throws {
    let job = try Job("throw-pending", "1", ranks: 3)
    #expect(![0, 124, 137].contains(job.status))
    #expect(Job.lines(of: job.errors, containing: ": no more of this").count == 1)
  }

  @Test(arguments: [1, 3]) func whatWasDroppedIsDoneBeforeTheJobEnds(ranks: Int) throws {
    let job = try Job("drop", ranks: ranks)
    #expect(job.status == 0)
    #expect(job.errors.isEmpty)
  }

  @Test(arguments: ["abort", "abort-solo"])
  func abortEndsTheJobWithItsStatus(verb: String) throws {
    #expect(try Job(verb, "1", "7", ranks: 3).status == 7)
  }

  @Test func allRanksExitWithTheStatusThatTheyAgreeOn() throws {
    let job = try Job("exit", "3", ranks: 3)
    #expect(job.status == 3)
    #expect(Job.lines(of: job.output, containing: "of 3").count == 3)
  }

  @Test func aCommunicatorThatOutlivesMPIDoesNoHarm() throws {
    let job = try Job("leak", ranks: 2)
    #expect(job.status == 0)
    #expect(job.errors.isEmpty)
  }

  @Test(.enabled(if: Job.otherLauncher != nil))
  func theOtherLibrarysLauncherIsRefusedInOneLine() throws {
    let launcher = try #require(Job.otherLauncher)
    let job = try Job("hello", ranks: 3, launcher: launcher)
    #expect(job.status == 2)
    #expect(job.output.isEmpty)
    let lines = Job.lines(of: job.errors, containing: "started as one of 3 ranks")
    #expect(lines.count == 1)
    #expect(lines.first?.contains(Environment.libraryName) == true)
  }

  @Test(.enabled(if: Job.otherLauncher != nil))
  func aSingleRankMayBeStartedByAnyLauncher() throws {
    let launcher = try #require(Job.otherLauncher)
    let job = try Job("hello", ranks: 1, launcher: launcher)
    // Versions of MPICH that know of PMIx want nothing to do with one that they were not built for.
    if job.errors.contains("unsupported PMI version") {
      #expect(job.status == 2)
      #expect(Job.lines(of: job.errors, containing: "started as one of 1 ranks").count == 1)
      return
    }
    #expect(job.status == 0)
    #expect(job.output == "rank 0 of 1\n")
  }
}
