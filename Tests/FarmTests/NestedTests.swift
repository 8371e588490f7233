import Foundation
import TestSupport
import Testing

extension FarmRuns {
  /// Tasks that are MPI programs themselves.
  @Suite struct NestedTests {
    struct Sum: Decodable {
      struct Run: Decodable { let ranks: Int }
      let run: Run
    }

    @Test(arguments: [0, 1, 2]) func tasksMayBeJobsOfTheSameLibrary(ranks: Int) throws {
      try expectJobs(FarmSetup.program, FarmSetup.launcher, ranks: ranks)
    }

    @Test(
      .enabled(if: FarmSetup.other != nil, "MPISUM_OTHER_PROGRAM names no program"),
      arguments: [1, 2])
    func tasksMayBeJobsOfTheOtherLibrary(ranks: Int) throws {
      let other = try #require(FarmSetup.other)
      try expectJobs(other.program, other.launcher, ranks: ranks)
    }

    /// A program that calls MPI and has no launcher.
    @Test func tasksMayBeSingleMPIPrograms() throws {
      try expectJobs(FarmSetup.program, [], ranks: 2)
    }

    private func expectJobs(_ program: String, _ launcher: [String], ranks: Int) throws {
      let folder = try FarmFolder()
      let words = (launcher.isEmpty ? [] : launcher + ["-np", "2"]) + [program]
      let count = 3
      let tasks = (1...count).map {
        words.joined(separator: " ") + " -n \($0)000 --json && echo e\($0) >>effects"
      }
      try folder.write("tasks", TaskList.text(tasks))
      let result = try folder.run(
        ["tasks", "--slots", "2", "--quiet"] + FarmFolder.store, ranks: ranks)
      #expect(result.status == 0, "\(result)")
      try folder.expectComplete((1...count).map { "e\($0)" })
      for task in try folder.document(["--output"]).tasks {
        let output = try #require(task.attempts.first?.output)
        let sum = try JSONDecoder().decode(Sum.self, from: output)
        #expect(sum.run.ranks == (launcher.isEmpty ? 1 : 2))
      }
    }
  }
}
