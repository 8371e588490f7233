import Foundation
import Testing

extension EndToEnd {
  /// What is wrong with a farm's command line gets one line, status 2 and no output.
  @Suite struct FarmBadInputTests {
    /// Arguments behind `farm` and a word that the message must hold.
    static let mistakes: [(arguments: [String], word: String)] = [
      // The tasks.
      ([], "task file"),
      ([""], "task file"),
      (["{}", "a"], "':::'"),
      (["a.txt", "b.txt"], "'b.txt'"),
      (["stauts", "a.farm"], "farm status"),
      (["sim {}"], "':::'"),
      (["sim", "{}", ":::", "a"], "'sim {}'"),
      ([":::", "a"], "template"),
      ([" ", ":::", "a"], "template"),
      (["-a", "x.txt"], "template"),
      (["-a", "", "sim"], "--arg-file"),
      (["sim", ":::"], "no value"),
      (["sim", "::::", ":::", "a"], "no file"),
      (["sim", ":::+", "a"], "use ':::'"),
      (["sim", "::::+", "a"], "use '::::'"),
      (["sim", "::::", "-", "-"], "standard input"),
      (["-a", "-", "sim", "::::", "-"], "standard input"),
      (["--colsep", ",", "-"], "--colsep"),
      (["--csv", "-"], "--arg-file"),
      (["--no-quote", "-"], "--no-quote"),
      (["--header", "sim {}", ":::", "a"], "--colsep"),
      (["--csv", "--colsep", ",", "sim", "::::", "x"], "--csv"),
      (["--csv", "--null", "sim", "::::", "x"], "--null"),
      (["--colsep", "", "sim", "::::", "x"], "--colsep"),
      (["-0", "sim", ":::", "a"], "no file"),
      // The values of the options.
      (["-j", "0", "-"], "--slots"),
      (["-j", "many", "-"], "'auto'"),
      (["-c", "0", "-"], "--cpus"),
      (["--directory", "", "-"], "--directory"),
      (["--store", "", "-"], "--store"),
      (["--order", "", "-"], "--order"),
      (["--output-limit", "1XB", "-"], "64KiB"),
      (["--output-limit", "-1", "-"], "64KiB"),
      (["--retries", "-1", "-"], "negative"),
      (["--retries", "2", "--retry-if", "75", "-"], "exit:75"),
      (["--retry-if", "signal", "-"], "--retries"),
      (["--timeout", "soon", "-"], "300%"),
      (["--timeout", "0", "-"], "300%"),
      (["--task-time", "5x", "-"], "1h30m"),
      (["--grace", "-5", "-"], "1h30m"),
      (["--time-limit", "", "-"], "1h30m"),
      (["--until", "25:00", "-"], "18:30"),
      (["--until", "2026-02-30T12:00", "-"], "18:30"),
      (["--term-seq", "TERM,x", "-"], "TERM,1000"),
      (["--halt", "now,fail", "-"], "now,fail=1"),
      (["--halt", "later,fail=1", "-"], "never"),
      (["--quarantine", "-1", "-"], "negative"),
      (["--exit", "zero", "-"], "gnu"),
      (["--progress", "often", "-"], "always"),
      // The options themselves.
      (["--resum-failed", "-"], "--resume-failed"),
      (["--re", "-"], "ambiguous"),
      (["-x", "-"], "'-x'"),
      (["-", "--store"], "--store"),
      (["--json=yes", "-"], "--json"),
      // Looking back.
      (["status"], "no store"),
      (["status", "a.farm", "b.farm"], "'b.farm'"),
      (["status", "--failed", "a.farm"], "--failed"),
      (["show"], "no store"),
      (["show", "--failed", "--slowest", "3", "a.farm"], "--slowest"),
      (["show", "--task", "0", "a.farm"], "--task"),
      (["export", "a.farm"], "--joblog"),
      (["export", "a.farm", "--csv", "--jsonl"], "two formats"),
      (["report"], "no store"),
      (["report", "a.farm", "-o", ""], "no file"),
    ]

    @Test(arguments: [0, 4])
    func eachMistakeGetsOneLine(ranks: Int) throws {
      for (arguments, word) in Setup.some(of: Self.mistakes, ranks: ranks) {
        // MPI's launchers pass standard input on, and there is none.
        let run = try Run.mpisum(
          ["farm"] + arguments, ranks: ranks, limit: 20)
        #expect(run.status == 2, "\(arguments)")
        #expect(run.output.isEmpty, "\(arguments)")
        #expect(run.errorLines.count == 1, "\(arguments): \(run.error)")
        #expect(run.error.hasPrefix("mpisum: "), "\(arguments): \(run.error)")
        #expect(run.error.contains(word), "\(arguments): \(run.error)")
        #expect(run.error.contains("Try 'mpisum farm"), "\(arguments): \(run.error)")
      }
    }

    @Test func aTaskFileThatIsNotThereIsNamed() throws {
      let run = try Run.mpisum(["farm", "no-such-file.txt"], ranks: 0)
      #expect(run.status == 2)
      #expect(run.error.contains("'no-such-file.txt': No such file"))
      let template = try Run.mpisum(["farm", "sim --fast"], ranks: 0)
      #expect(template.error.contains("':::'"))
    }

    /// Behind the first of the marks nothing is an option; behind `--` neither.
    @Test func optionsEndAtTheValues() throws {
      for words in [["sim", ":::", "--nonsense"], ["--dry-run", "--", "--nonsense", ":::", "a"]] {
        let run = try Run.mpisum(["farm", "--halt", "x"] + words, ranks: 0)
        #expect(run.error.contains("--halt"), "\(words): \(run.error)")
      }
      // Before it they may stand behind operands.
      let run = try Run.mpisum(["farm", "sim", "--nonsense", ":::", "a"], ranks: 0)
      #expect(run.error.contains("--nonsense"))
    }
  }
}
