import Foundation
import Testing

extension EndToEnd {
  /// `--dry-run` prints what would be run, once, and starts no MPI.
  @Suite struct FarmDryRunTests {
    @Test(arguments: [0, 4])
    func aTemplateIsFilled(ranks: Int) throws {
      let run = try Run.mpisum(
        ["farm", "--dry-run", "sim {1} {2}", ":::", "a b", "c", ":::", "1", "2"], ranks: ranks)
      #expect(run.status == 0)
      #expect(run.output == "sim 'a b' 1\nsim 'a b' 2\nsim c 1\nsim c 2\n")
      #expect(run.error.isEmpty)
    }

    @Test func aTaskFileIsReadWithoutItsComments() throws {
      try withFile("one\n# a comment\n\n#mpisum: name=b\ntwo\n#mpisum: barrier\nthree") { path in
        let run = try Run.mpisum(["farm", path, "--dry-run"], ranks: 0)
        #expect(run.status == 0)
        #expect(run.output == "one\ntwo\nthree\n")
      }
    }

    @Test func recordsThatEndWithNullsArePrintedSo() throws {
      try withFile("echo a\necho b\0echo c\0") { path in
        let run = try Run.mpisum(["farm", "-0", "--dry-run", path], ranks: 0)
        #expect(run.output == "echo a\necho b\0echo c\0")
      }
    }

    @Test func aColumnHasAName() throws {
      try withFile("case,angle\nwing,\"1,5\"\n") { path in
        let run = try Run.mpisum(
          ["farm", "--csv", "--header", "-a", path, "--dry-run", "sim {case} {angle}"], ranks: 0)
        #expect(run.output == "sim wing '1,5'\n")
      }
    }

    @Test func aMistakeInTheListIsNamed() throws {
      try withFile("one\n#mpisum: after=prep\ntwo\n") { path in
        let run = try Run.mpisum(["farm", "--dry-run", path], ranks: 0)
        #expect(run.status == 2)
        #expect(run.errorLines.count == 1)
        #expect(run.error.contains(":2"))
      }
    }

    /// With these settings neither library can be initialised.
    @Test func noMPIIsStarted() throws {
      let broken = [
        "OMPI_MCA_pml": "none-of-that-name", "PMI_FD": "99", "PMI_RANK": "0", "PMI_SIZE": "1",
      ]
      let run = try Run.mpisum(
        ["farm", "--dry-run", "true", ":::", "a"], ranks: 0, environment: broken)
      #expect(run.status == 0)
      #expect(run.output == "true a\n")
    }

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-tasks-\(UUID().uuidString)")
      try text.write(to: file, atomically: false, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      try body(file.path)
    }
  }
}
