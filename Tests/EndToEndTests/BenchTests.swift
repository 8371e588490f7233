import Foundation
import Testing

extension EndToEnd {
  /// The table of cores against run time; no test looks at the times themselves.
  @Suite struct BenchTests {
    static let small = ["bench", "-n", "1e6", "--terms", "1e6", "--repeat", "2", "--threads", "2"]

    private func rows(_ run: Run) throws -> [[String: String]] {
      let lines = run.output.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let header = try #require(lines.first)
      return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    @Test(arguments: Setup.oneBuildPerLauncher)
    func everyLayoutHasALine(_ build: Setup.Build) throws {
      let run = try Run.mpisum(Self.small + ["--csv"], ranks: 3, build: build)
      #expect(run.status == 0, "\(run.error)")
      let rows = try rows(run)
      let layouts = [[1, 1], [1, 2], [2, 1], [3, 1], [2, 2], [3, 2]]
      for scaling in ["strong", "weak"] {
        let rows = rows.filter { $0["scaling"] == scaling }
        #expect(
          rows.map { [$0["ranks"] ?? "", $0["threads"] ?? ""] }
            == layouts.map { $0.map(String.init) })
        for row in rows {
          let number = { (name: String) in row[name].flatMap { Double($0) } ?? -1 }
          #expect(number("cores") == number("ranks") * number("threads"))
          #expect(number("hosts") == 1)
          #expect(number("seconds") > 0 && number("terms_per_second") > 0)
          #expect(number("min") <= number("seconds") && number("seconds") <= number("max"))
          #expect(number("balance") >= 1)
          if scaling == "strong" {
            #expect(number("terms") == 531_441)
          } else {
            // Whole blocks of up to 10⁵ terms.
            #expect(number("terms") >= 1e6 * number("cores"))
            #expect(number("terms") < 1e6 * number("cores") + 2e5)
          }
        }
        let first = try #require(rows.first)
        #expect(Double(first["speedup"] ?? "") == 1 && Double(first["efficiency"] ?? "") == 1)
      }
    }

    @Test func textAndJSONSayWhereItWas() throws {
      let text = try Run.mpisum(Self.small, ranks: 2)
      #expect(text.status == 0, "\(text.error)")
      for part in [
        "host: ", "MPI: ", "strong scaling: 1/k for k from 1 to 1000000, no 9", "weak scaling: ",
      ] {
        #expect(text.output.contains(part))
      }
      let json = try Run.mpisum(Self.small + ["--json"], ranks: 2)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect(object["schema"] as? String == "mpisum.bench/1")
      #expect((object["rows"] as? [[String: Any]])?.count == 8)
      let machines = try #require(object["machines"] as? [[String: Any]])
      #expect(machines.count == 1)
      #expect(machines.first?["ranks"] as? Int == 2)
    }

    @Test(arguments: [
      (["--json", "--csv"], "--csv"), (["-n", "0"], "--upto"), (["--repeat", "0"], "--repeat"),
      (["--terms", "1e15"], "--terms"),
    ])
    func badInputIsRefusedInOneLine(arguments: [String], word: String) throws {
      let run = try Run.mpisum(["bench"] + arguments, ranks: 2)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(
        run.errorLines.filter { $0.hasPrefix("mpisum: ") && $0.contains(word) }.count == 1,
        "\(run.error)")
    }

    /// Runs the benchmark with a gnuplot that is a shell script, and a plot in a folder of its own.
    private func plot(gnuplot: String, _ body: (Run, URL) throws -> Void) throws {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-plot-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let program = folder.appendingPathComponent("gnuplot")
      try gnuplot.write(to: program, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
      let path = "\(folder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      let plot = folder.appendingPathComponent("it's a plot.svg")
      // Without a launcher: Open MPI's puts its own directory before all others on the path.
      let run = try Run.mpisum(
        Self.small + ["--threads", "4", "--plot", plot.path], ranks: 0, environment: ["PATH": path])
      #expect(run.status == 0, "\(run.error)")
      try body(run, plot)
    }

    @Test func gnuplotIsGivenAScriptWithTheData() throws {
      let copy = "#!/bin/sh\ncp \"$1\" \"${1%.gp}\"\n"
      try plot(gnuplot: copy) { run, file in
        let script = try String(contentsOf: file, encoding: .utf8)
        #expect(
          script.contains("set output '\(file.path.replacingOccurrences(of: "'", with: "''"))'"))
        #expect(script.contains("\n4 "))
        #expect(!FileManager.default.fileExists(atPath: file.path + ".gp"))
        #expect(!run.error.contains("gnuplot"))
      }
    }

    @Test func withoutGnuplotItsScriptIsLeft() throws {
      try plot(gnuplot: "#!/bin/sh\nexit 1\n") { run, file in
        #expect(run.error.contains("gnuplot"))
        #expect(FileManager.default.fileExists(atPath: file.path + ".gp"))
        guard Run.canFind("gnuplot") else { return }
        let drawn = try Run(["gnuplot", file.path + ".gp"])
        #expect(drawn.status == 0, "\(drawn.error)")
        let picture = try String(contentsOf: file, encoding: .utf8)
        #expect(picture.contains("<svg"))
      }
    }
  }
}
