import Testing

extension EndToEnd {
  /// The bytes on standard output are the same for every layout, library and instruction set.
  @Suite struct LayoutTests {
    static let ranks = [1, 2, 3, 4, 7]
    static let threads = [1, 2, 3]
    static let layouts = ranks.flatMap { ranks in threads.map { (ranks, $0) } }

    /// The layouts that a test tries with a build: all with the program under test; with each other build
    /// every fourth as text and another fourth as JSON, which together have all numbers of ranks and threads.
    static func layouts(of build: Setup.Build, quarter: Int) -> [(ranks: Int, threads: Int)] {
      layouts.enumerated().filter { build.isFirst || $0.offset % 4 == quarter }.map(\.element)
    }

    static let series = ["--upto", "12345678", "--omit", "42", "--omit", "7"]

    @Test(arguments: Setup.builds)
    func textIsTheSameForEveryLayout(_ build: Setup.Build) throws {
      let reference = try Run.mpisum(Self.series, ranks: 0)
      #expect(reference.status == 0)
      #expect(reference.output.split(separator: "\n").count == 9)
      for (ranks, threads) in Self.layouts(of: build, quarter: 0) {
        let run = try Run.mpisum(
          Self.series + ["--threads", "\(threads)"], ranks: ranks, build: build)
        #expect(run.status == 0, "\(ranks) ranks, \(threads) threads: \(run.error)")
        #expect(run.output == reference.output, "\(ranks) ranks, \(threads) threads")
      }
    }

    @Test(arguments: Setup.builds)
    func jsonDiffersInItsMemberRunOnly(_ build: Setup.Build) throws {
      let reference = try #require(
        SumDocument.withoutRun(try Run.mpisum(Self.series + ["--json"], ranks: 0).output))
      for (ranks, threads) in Self.layouts(of: build, quarter: 1) {
        let run = try Run.mpisum(
          Self.series + ["--json", "--threads", "\(threads)"], ranks: ranks, build: build)
        #expect(
          SumDocument.withoutRun(run.output) == reference, "\(ranks) ranks, \(threads) threads")
        let record = try SumDocument(run.output).run
        #expect(record.ranks == ranks)
        #expect(record.threads == Array(repeating: threads, count: ranks))
      }
    }
  }
}
