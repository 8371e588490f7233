import Foundation
import Testing

extension EndToEnd {
  /// Threads and slots are as many as the cores that are really there.
  @Suite struct ResourceTests {
    /// What starts a job under a mask of one core, the last that this process has.
    static let oneCore: [String] = {
      let list = (try? Run(["sh", "-c", "taskset -cp $$"]))?.output ?? ""
      let core = list.split { !$0.isNumber }.last.map(String.init) ?? "0"
      return ["taskset", "-c", core]
    }()

    /// A control group of version 1 with one core's worth of time, where this process may make one.
    static let quota = ControlGroup(cores: 1)

    private static func sum(
      _ arguments: [String], ranks: Int, prefix: [String], environment: [String: String] = [:]
    ) throws -> Run {
      let build = Setup.builds[0]
      return try Run(
        prefix + build.launcher + ["-np", "\(ranks)", build.program, "-n", "1e6"] + arguments,
        environment: environment)
    }

    /// One thread a rank and nothing said; with `--threads 8` one warning.
    private func expectOneThreadARank(_ prefix: [String]) throws {
      for ranks in [1, 4] {
        let auto = try Self.sum(["--json"], ranks: ranks, prefix: prefix)
        #expect(auto.status == 0, "\(auto.error)")
        #expect(auto.error.isEmpty)
        #expect(try SumDocument(auto.output).run.threads == Array(repeating: 1, count: ranks))
        let wished = try Self.sum(["--json", "--threads", "8"], ranks: ranks, prefix: prefix)
        #expect(wished.status == 0)
        #expect(
          wished.errorLines == [
            "mpisum: warning: --threads 8 is more than the 1 core that a rank may use here"
          ])
        #expect(try SumDocument(wished.output).run.threads == Array(repeating: 8, count: ranks))
      }
    }

    @Test(.enabled(if: Run.canFind("taskset"), "taskset sets a mask"))
    func underAMaskOfOneCoreARankHasOneThread() throws {
      try expectOneThreadARank(Self.oneCore)
      // Nowhere else, whatever the launcher makes of the mask.
      let document = try InfoTests.document(ranks: 4, prefix: Self.oneCore)
      #expect(Set(document.ranks.map(\.cores)) == [try #require(Self.oneCore.last)])
      #expect(document.problems.map(\.kind) == ["oversubscribed"])
    }

    @Test(.enabled(if: quota != nil, "no control group of version 1 can be made here"))
    func underAQuotaOfOneCoreARankHasOneThread() throws {
      let group = try #require(Self.quota)
      try expectOneThreadARank(group.prefix)
    }

    @Test func slotsBeyondTheCoresAreWarnedOfOnce() throws {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-slots-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let build = Setup.builds[0]
      func farm(_ arguments: [String]) throws -> Run {
        let store = folder.appendingPathComponent(UUID().uuidString).path
        return try Run(
          Self.oneCore + build.launcher + ["-np", "2", build.program, "farm", "--store", store]
            + arguments + ["true {}", ":::", "1", "2"])
      }
      let wished = try farm(["--slots", "2"])
      #expect(wished.status == 0)
      #expect(
        wished.errorLines.filter { $0.contains("warning") } == [
          "mpisum: warning: --slots 2 is more than the 1 core that a rank may use here"
        ])
      for fine in [[], ["--slots", "1"], ["--memory", "1MB"], ["--memory", "1000TB"]] {
        let run = try farm(fine)
        #expect(run.status == 0)
        #expect(!run.error.contains("warning"), "\(fine)")
      }
    }

    @Test(arguments: [
      (["SLURM_CPUS_ON_NODE": "1"], "SLURM_CPUS_ON_NODE"), (["NCPUS": "1"], "NCPUS"),
      (["PBS_NUM_PPN": "1"], "PBS_NUM_PPN"), (["SLURM_CPUS_PER_TASK": "1"], "SLURM_CPUS_PER_TASK"),
      (["OMP_NUM_THREADS": "1"], "OMP_NUM_THREADS"),
    ])
    func batchSystemsFiguresAreKept(environment: [String: String], name: String) throws {
      let document = try InfoTests.document(ranks: 0, environment: environment)
      let rank = try #require(document.ranks.first)
      #expect(rank.threads == 1)
      // On a machine with one core the mask says the same.
      #expect(rank.set_by == name || rank.pool.allSatisfy(\.isNumber))
    }
  }
}
