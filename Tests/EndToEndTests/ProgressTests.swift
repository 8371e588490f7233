import Foundation
import Testing

extension EndToEnd {
  /// The progress bar, drawn for a sum of some five seconds on one core.
  @Suite struct ProgressTests {
    static let longRun = ["-n", "2e10", "--omit", "999999", "--threads", "1"]

    @Test func barIsDrawnWhereAskedFor() throws {
      let run = try Run.mpisum(Self.longRun + ["--progress", "always"], ranks: 1, limit: 120)
      #expect(run.status == 0)
      #expect(run.error.contains(" % ["))
      #expect(run.error.contains(" left"))
      // The bar's line is finished before the line about the run.
      let last = try #require(run.errorLines.last)
      #expect(last.hasPrefix("1 rank, 1 thread, 1 host: "))
      #expect(!run.output.contains("%"))
    }

    @Test func barIsNotDrawnIntoAFile() throws {
      let run = try Run.mpisum(Self.longRun, ranks: 1, limit: 120)
      #expect(run.status == 0)
      #expect(run.errorLines.count == 1)
    }

    @Test(.enabled(if: Run.canFind("script"), "the program 'script', which makes a terminal"))
    func barIsDrawnOnTheLaunchersTerminal() throws {
      let build = Setup.builds[0]
      let command = (build.launcher + ["-np", "1", build.program] + Self.longRun)
        .joined(separator: " ")
      let run = try Run(["script", "-qec", command, "/dev/null"], limit: 120)
      #expect(run.status == 0)
      #expect(run.output.contains(" % ["))
      // The bar is gone before the result stands in its place.
      let erased = try #require(run.output.range(of: "\r\u{1B}[K"))
      let result = try #require(run.output.range(of: "series:"))
      #expect(erased.upperBound <= result.lowerBound)
    }

    @Test func shortRunsShowNoBar() throws {
      let run = try Run.mpisum(["-n", "1e6", "--progress", "always"], ranks: 2)
      #expect(run.errorLines.count == 1)
    }
  }
}
