import Foundation
import Testing

extension EndToEnd {
  /// Many sums in one run.
  @Suite struct TableTests {
    /// Conditions of all kinds, 24 rows.
    static let mixed = [
      "table", "--base", "{10,16}", "--omit", "{7,42}", "--omit", "0", "--at-most", "3:{1,2}",
      "-n", "{1e3,10^40,inf}", "--digits", "25",
    ]

    private func table(_ arguments: [String], ranks: Int = 2) throws -> TableDocument {
      let run = try Run.mpisum(["table", "--json"] + arguments, ranks: ranks)
      #expect(run.status == 0, "\(run.error)")
      // With --json the run leaves no line.
      #expect(run.errorLines.isEmpty, "\(run.error)")
      return try TableDocument(run.output)
    }

    /// Without 0 to 9: twenty decimals, cut.
    ///
    /// R. Baillie, Amer. Math. Monthly 86, 1979; T. Schmelzer and R. Baillie, ibid. 115, 2008.
    static let withoutADigit = [
      "23.10344790942054161603", "16.17696952812344426657", "19.25735653280807222453",
      "20.56987795096123037107", "21.32746579959003668663", "21.83460081229691816340",
      "22.20559815955609188416", "22.49347531170594539817", "22.72636540267937060283",
      "22.92067661926415034816",
    ]

    @Test func publishedTableOfOneDigitComesOutOfOneCommand() throws {
      let run = try Run.mpisum(
        ["table", "--omit", "{0..9}", "-n", "inf", "--digits", "25"], ranks: 2)
      #expect(run.status == 0, "\(run.error)")
      let rows = run.output.split(separator: "\n").map { String($0).words }
      #expect(rows.first == ["omit", "N", "sum"])
      #expect(rows.count == 11)
      for (digit, (row, value)) in zip(rows.dropFirst(), Self.withoutADigit).enumerated() {
        #expect(row.count == 3 && row[0] == "\(digit)" && row[1] == "inf")
        #expect(row.last?.hasPrefix(value) == true, "\(row)")
      }
    }

    @Test func irwinSumsComeOutOfOneCommand() throws {
      let rows = try table(["--exactly", "{0..9}:{0..2}", "-n", "inf", "--digits", "40"]).rows
      #expect(
        rows.map(\.exactly) == (0..<10).flatMap { digit in (0..<3).map { ["\(digit):\($0)"] } })
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../Reference/series.json")
      let known = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]]
      var tested: Set<String> = []
      for reference in try #require(known) {
        let exactly = (reference["exactly"] as? [[Any]] ?? []).map { "\($0[0]):\($0[1])" }
        guard reference["N"] as? String == "inf", reference["base"] as? Int == 10,
          reference["rounding"] == nil, let value = reference["value"] as? String,
          let row = rows.first(where: { $0.exactly == exactly })
        else { continue }
        let places = min(40, DecimalText.places(of: value))
        let digits = DecimalText.rounded(try #require(row.digits), to: places)
        #expect(digits == DecimalText.rounded(value, to: places), "\(exactly)")
        tested.formUnion(exactly)
      }
      #expect(tested.count >= 22)
    }

    @Test func leftmostBraceChangesSlowest() throws {
      let rows = try table(["-n", "{10,20}", "--omit", "{08..10}", "--base", "{10,12}"]).rows
      var expected: [[String]] = []
      for upto in ["10", "20"] {
        for omit in ["08", "09", "10"] {
          for base in ["10", "12"] { expected.append([upto, omit, base]) }
        }
      }
      #expect(rows.map { [$0.upto] + $0.omit + ["\($0.base)"] } == expected)
      #expect(rows.allSatisfy { $0.engine == "moments" && $0.proven })
    }

    @Test(arguments: Setup.oneBuildPerLauncher)
    func everyLayoutPrintsTheSame(_ build: Setup.Build) throws {
      for format in ["text", "csv", "json"] {
        let arguments = Self.mixed + ["--format", format]
        let reference = try Run.mpisum(arguments, ranks: 0)
        #expect(reference.status == 0, "\(reference.error)")
        let lines = reference.output.split(separator: "\n").count
        #expect(lines == (format == "json" ? 1 : 25))
        for (ranks, threads) in [(1, 1), (1, 3), (2, 1), (3, 2)] {
          let run = try Run.mpisum(
            arguments + ["--threads", "\(threads)"], ranks: ranks, build: build)
          #expect(run.status == 0, "\(run.error)")
          #expect(run.output == reference.output, "\(format), \(ranks) ranks, \(threads) threads")
        }
      }
    }

    @Test func formatsAgreeWithSingleSums() throws {
      let document = try TableDocument(Run.mpisum(Self.mixed + ["--json"], ranks: 2).output)
      #expect(document.schema == "mpisum.table/1")
      let csv = try Run.mpisum(Self.mixed + ["--csv"], ranks: 2).output.split(separator: "\n")
      let text = try Run.mpisum(Self.mixed, ranks: 2).output.split(separator: "\n")
      #expect(csv.first?.hasPrefix("omit,exactly,at_most,base,upto,engine,value,digits,") == true)
      #expect(document.rows.count == 24)
      for (index, row) in document.rows.enumerated() {
        #expect(csv[index + 1] == row.fields.joined(separator: ","))
        #expect(String(text[index + 1]).words.last == row.digits)
        // One of each engine and base is enough: each is a run of its own.
        guard index % 5 == 0 else { continue }
        let run = try Run.mpisum(["--json", "--digits", "25"] + row.arguments, ranks: 0)
        let sum = try SumDocument(run.output)
        #expect(
          [sum.upto, sum.value, sum.digits, sum.error_bound, sum.terms]
            == [row.upto, row.value, row.digits, row.error_bound, row.terms], "\(row)")
        #expect(sum.proven == row.proven)
        #expect(sum.exactly == row.exactly && sum.at_most == row.at_most && sum.omit == row.omit)
      }
    }

    @Test func specialSumsAreAnsweredInWords() throws {
      let arguments = ["--base", "2", "--digits", "5", "-n", "{1,inf}"]
      let empty = try table(["--omit", "1"] + arguments).rows
      #expect(empty.map(\.digits) == ["0.00000", "0.00000"])
      #expect(empty.allSatisfy { $0.note?.contains("empty") == true && $0.terms == "0" })
      let finite = try table(["--omit", "0", "--exactly", "1:{1,2}"] + arguments).rows
      #expect(finite.map(\.digits) == ["1.00000", "1.00000", "0.00000", "0.33333"])
      #expect(finite[1].note?.contains("finite: only 1 number") == true)
      #expect(finite[2].note?.contains("no number up to 1 ") == true)
      let text = try Run.mpisum(
        ["table", "--omit", "0", "--exactly", "1:{1,2}"] + arguments, ranks: 1)
      let words = text.output.split(separator: "\n").map { String($0).words }
      #expect(words[0] == ["omit", "exactly", "base", "N", "sum", "note"])
      #expect(words[2].suffix(4) == ["1.00000", "finite:", "1", "numbers"])
      #expect(words[3].suffix(4) == ["empty", "up", "to", "N"])
    }

    @Test func divergentSumIsSaidToBeSo() throws {
      let run = try Run.mpisum(["table", "--all", "-n", "{3,inf}", "--digits", "4"], ranks: 1)
      let words = run.output.split(separator: "\n").map { String($0).words }
      #expect(words == [["N", "sum"], ["3", "1.8333"], ["inf", "diverges"]])
      let row = try table(["--all", "-n", "inf"]).rows[0]
      #expect(row.digits == "inf" && row.terms == "inf" && row.note?.contains("diverges") == true)
    }

    @Test func rowThatCannotBeComputedHasItsReason() throws {
      let long = String(repeating: "1", count: 4000)
      for format in ["text", "csv", "json"] {
        let run = try Run.mpisum(
          ["table", "--omit", "{7,\(long),8}", "-n", "inf", "--digits", "20", "--format", format],
          ranks: 2)
        #expect(run.status == 1, "\(run.error)")
        #expect(run.output.contains("22.49347531170594539818"))
        #expect(run.output.contains("22.72636540267937060283"))
        #expect(run.output.contains(" states "))
        #expect(run.error.contains("1 of 3 rows"))
      }
    }

    /// Some six seconds on one core.
    @Test func longTablesShowABar() throws {
      let run = try Run.mpisum(
        [
          "table", "--omit", "{0..4}", "-n", "inf", "--digits", "2000", "--csv", "--threads", "1",
          "--progress", "always",
        ], ranks: 1, limit: 120)
      #expect(run.status == 0)
      #expect(run.error.contains(" % ["))
      #expect(run.errorLines.last?.hasPrefix("5 rows: 1 rank, 1 thread, 1 host: ") == true)
      #expect(run.output.split(separator: "\n").count == 6)
      #expect(!run.output.contains("%"))
    }

    @Test func rowsComeFromAFileToo() throws {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-table-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: file) }
      let lines = """
        # conditions

        --omit 42 --base 100
          42 9:2\t--base=16
        --exactly '{0,1}:1' -n 10
        """
      try lines.write(to: file, atomically: false, encoding: .utf8)
      let rows = try table(["--file", file.path, "-n", "{5,inf}", "--digits", "3"]).rows
      #expect(rows.map(\.omit) == [["42"], ["42"], ["42"], ["42"], [], []])
      #expect(rows.map(\.exactly) == [[], [], ["9:2"], ["9:2"], ["0:1"], ["1:1"]])
      #expect(rows.map(\.base) == [100, 100, 16, 16, 10, 10])
      #expect(rows.map(\.upto) == ["5", "inf", "5", "inf", "10", "10"])
      #expect(rows.map(\.digits).suffix(2) == ["0.100", "1.100"])
      let program = try #require(Setup.program)
      let piped = try Run([
        "sh", "-c", "'\(program)' table --file - -n '{5,inf}' --digits 3 --json <'\(file.path)'",
      ])
      #expect(try TableDocument(piped.output).rows == rows, "\(piped.error)")
    }

    @Test(arguments: [
      ("7\n9x\n", ":2: '9x'"), ("\n\n--omti 3\n", ":3: "), ("7\n--base 16 -n 0", ":2: --upto '0'"),
      ("# nothing\n", "no line"), ("--csv\n", ":1: "), ("{0..9} --exactly 3:{1,2}\n", ":1: '3'"),
    ])
    func mistakesInAFileNameTheLine(text: String, words: String) throws {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-table-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: file) }
      try text.write(to: file, atomically: false, encoding: .utf8)
      try isRefused(["--file", file.path], words)
    }

    @Test(arguments: [
      (["--omit", "{0..a}"], "'{0..a}'"), (["--omit", "1", "--base", "{1..3}"], "--base '1'"),
      (["--omit", "{a..c}", "--base", "11"], "'b'"), (["--exactly", "9:{-1..1}"], "9:-1"),
      (["--omit", "{1..2000000}"], "1000000 rows"), (["-n", "{1,0}"], "--upto '0'"),
      (["--format", "xml"], "csv"), (["--csv", "--json"], "--csv"),
      (["--file", "/no/such/file"], "/no/such/file"), (["--file", "x", "--omit", "7"], "--omit"),
      (["--digits", "0"], "--digits"), (["stray"], "stray"), (["--engine", "direct"], "--engine"),
    ])
    func badInputIsRefusedInOneLine(arguments: [String], words: String) throws {
      try isRefused(arguments, words)
    }

    private func isRefused(_ arguments: [String], _ words: String) throws {
      let run = try Run.mpisum(["table"] + arguments, ranks: 2)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.output.isEmpty)
      #expect(run.errorLines.count == 1, "\(run.error)")
      #expect(run.errorLines.first?.hasPrefix("mpisum: ") == true)
      #expect(run.error.contains(words), "\(run.error)")
    }
  }
}
