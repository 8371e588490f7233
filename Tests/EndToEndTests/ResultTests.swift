import Foundation
import Testing

extension EndToEnd {
  /// What a sum prints.
  @Suite struct ResultTests {
    @Test func defaultRunSumsTheDefaultSeries() throws {
      let run = try Run.mpisum([], ranks: 4)
      #expect(run.status == 0)
      let lines = run.output.split(separator: "\n").map(String.init)
      let names = lines.map { String($0.prefix { $0 != ":" }) }
      #expect(
        names == [
          "series", "engine", "value", "digits", "error bound", "proven", "terms", "sum |t|",
          "check",
        ])
      #expect(lines.allSatisfy { $0.prefix(14).hasSuffix(" ") && !$0.dropFirst(14).hasPrefix(" ") })
      #expect(lines.contains { $0.hasPrefix("engine:       direct (") })
      #expect(lines.contains("value:        13.277605949854024"))
      #expect(lines.contains { $0.hasPrefix("proven:       yes: ") })
      #expect(lines.contains("sum |t|:      13.277605949854024, condition 1"))
      #expect(lines.contains("terms:        43046721"))
      #expect(lines.contains("check:        moments agrees: 13.2776059498540234628454232"))
      // One line about the run, from the root.
      #expect(run.errorLines.count == 1)
      #expect(run.error.hasPrefix("4 ranks, "))
    }

    @Test func commandsNameMayBeLeftOut() throws {
      let named = try Run.mpisum(["sum", "-n", "1000"], ranks: 0)
      #expect(named.status == 0)
      #expect(try Run.mpisum(["--upto=1_000"], ranks: 0).output == named.output)
      #expect(
        try Run.mpisum(["-n10^3", "--omit", "9", "--omit", "9"], ranks: 0).output == named.output)
    }

    @Test func givenStringsReplaceTheStandardOne() throws {
      let run = try Run.mpisum(["-n", "9", "--omit", "1", "--json"], ranks: 0)
      let document = try SumDocument(run.output)
      #expect(document.omit == ["1"])
      #expect(document.terms == "8")
    }

    @Test func jsonHasEveryMemberOfTheSchema() throws {
      let run = try Run.mpisum(["--json", "-n", "1e5", "--base", "16", "--omit", "F"], ranks: 2)
      #expect(run.output.hasSuffix("}\n"))
      #expect(run.output.filter { $0 == "\n" }.count == 1)
      #expect(run.error.isEmpty)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(
        object.keys.sorted() == [
          "at_most", "base", "check", "claim", "condition", "digits", "engine", "error_bound",
          "exactly", "magnitude", "omit", "proven", "run", "schema", "series", "term", "terms",
          "upto", "value",
        ])
      let document = try SumDocument(run.output)
      #expect(document.schema == "mpisum.sum/1")
      #expect(document.omit == ["f"])
      #expect(document.exactly.isEmpty && document.at_most.isEmpty)
      #expect(document.base == 16)
      #expect(document.upto == "100000")
      #expect(document.engine == "direct")
      #expect(document.check?.engine == "moments" && document.check?.agrees == true)
      #expect(document.check?.value == document.digits)
      #expect(document.run.hosts.count == 1)
      #expect(document.run.seconds.total >= document.run.seconds.compute)
      #expect(document.run.started.hasSuffix("Z"))
    }

    @Test func verboseShowsEveryRank() throws {
      let run = try Run.mpisum(["-n", "1e6", "--threads", "1", "--verbose"], ranks: 3)
      #expect(run.status == 0)
      let rows = run.errorLines.map { String($0).words }
      #expect(rows.contains(["rank", "host", "threads", "terms", "seconds"]))
      let ranks = rows.filter { $0.count == 5 && Int($0[0]) != nil }
      #expect(ranks.map { $0[0] } == ["0", "1", "2"])
      #expect(ranks.compactMap { Int($0[3]) }.reduce(0, +) == 531_441)
      #expect(run.errorLines.contains { $0.hasPrefix("balance (max/mean seconds): ") })
    }

    @Test func tooManyThreadsAreWarnedOfOnce() throws {
      let run = try Run.mpisum(["-n", "1e6", "--threads", "1024"], ranks: 2, limit: 60)
      #expect(run.status == 0)
      #expect(run.errorLines.filter { $0.contains("warning") }.count == 1)
      let quiet = try Run.mpisum(["-n", "1e6"], ranks: 2)
      #expect(!quiet.error.contains("warning"))
    }

    @Test func fullDiskIsReported() throws {
      let program = try #require(Setup.program)
      for arguments in ["-n 1000", "-n 1000 --json", "--help"] {
        let run = try Run(["sh", "-c", "exec \(program) \(arguments) > /dev/full"])
        #expect(run.status == 5)
        #expect(run.error.contains("mpisum: cannot write to standard output: "))
      }
    }
  }
}
