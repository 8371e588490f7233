import Testing

extension EndToEnd {
  /// Every mistake gets one line from one rank, status 2 and no output, before MPI is started.
  @Suite struct BadInputTests {
    /// Arguments and a word that the message must hold.
    static let mistakes: [(arguments: [String], word: String)] = [
      (["-n", "0"], "--upto"),
      (["-n", "-5"], "negative"),
      (["-n", "abc"], "'abc'"),
      (["-n", "1.5"], "integer"),
      (["-n", "1e-3"], "integer"),
      (["-n", "1e400", "--engine", "direct"], "2^53"),
      (["-n", "2e100000"], "100000"),
      (["-n", "3^1000000000"], "10^M"),
      (["-n", "1_"], "'1_'"),
      (["-n", ""], "''"),
      (["-n", "9007199254740993", "--engine", "direct"], "2^53"),
      (["-n", "inf", "--engine", "direct"], "2^53"),
      (["-n", "inf", "--engine", "moments"], "limit"),
      (["--base", "1"], "1000000"),
      (["--base", "1000001"], "1000000"),
      (["--base", "100", "--omit", "100"], "0 to 99"),
      (["--base", "100", "--omit", "4;2"], "commas"),
      (["--exactly", "9"], "9:2"),
      (["--exactly", "9:-1"], "'-1'"),
      (["--exactly", "9:2", "--at-most", "9:1"], "at most 1"),
      (["--exactly", "99:2", "--omit", "9"], "must not occur"),
      (["--digits", "0"], "10000"),
      (["--digits", "1e9"], "10000"),
      (["--exceed", "-3"], "decimal"),
      (["--exceed", "5", "-n", "10"], "--upto"),
      (["--all", "--omit", "5"], "every k"),
      (["--omit", ""], "empty"),
      (["--omit", "a"], "base 10"),
      (["--omit", "12", "--base", "2"], "base 2"),
      (["--base", "2"], "needs --omit"),
      (["--omit", "4,2"], "comma"),
      (["--threads", "0"], "--threads"),
      (["--threads", "many"], "auto"),
      (["--engine", "limit"], "inf"),
      (["--progress", "often"], "always"),
      (["--omti", "7"], "--omit"),
      (["-x"], "-x"),
      (["--json=yes"], "--json"),
      (["--ver"], "--version"),
      (["--upto"], "--upto"),
      (["summ"], "sum"),
      (["-n", "10", "stray"], "'stray'"),
      (["--omit", "two\nlines"], "two"),
      (["--series", "cosin"], "alternating"),
      (["--series", "zeta"], "--s 2"),
      (["--series", "zeta", "--s", "0"], "above 0"),
      (["--series", "zeta", "--s", "two"], "'two'"),
      (["--s", "2"], "--series zeta"),
      (["--series", "cosine", "--theta", "0"], "harmonic"),
      (["--series", "cosine", "--theta", "1/0"], "'1/0'"),
      (["--series", "cosine", "--omit", "9"], "every k"),
      (["--series", "pi", "--engine", "moments"], "direct"),
      (["--series", "pi", "-n", "inf"], "2^53"),
      (["--series", "basel", "--exceed", "1"], "1/k"),
      (["--theta", "1"], "--series cosine"),
      (["--series", "cosine", "--theta", "1e-9223372036854775808"], "not a number"),
      (["--plugin", ""], "FILE:SYMBOL"),
      (["--at", "1e30"], "too large"),
      (["--plugin", "./none.so"], "none.so"),
      (["--plugin", "./none.so", "--series", "slow"], "--series"),
      (["--at", "10,x"], "'x'"),
      (["--at", "100", "-n", "10"], "--upto 10"),
      (["--resume"], "--checkpoint"),
      (["--every", "5s"], "--checkpoint"),
      (["--checkpoint", "x", "--every", "often"], "'often'"),
    ]

    @Test(arguments: [0, 1, 4])
    func eachMistakeGetsOneLine(ranks: Int) throws {
      for (arguments, word) in Setup.some(of: Self.mistakes, ranks: ranks) {
        let run = try Run.mpisum(arguments, ranks: ranks, limit: 10)
        #expect(run.status == 2, "\(arguments)")
        #expect(run.output.isEmpty, "\(arguments)")
        #expect(run.errorLines.count == 1, "\(arguments): \(run.error)")
        #expect(
          run.errorLines.first?.hasPrefix("mpisum: ") == true, "\(arguments): \(run.error)")
        #expect(run.error.contains(word), "\(arguments): \(run.error)")
      }
    }

    /// The launcher ends the job at the first failure; the line must be out by then, every time.
    @Test(arguments: Setup.oneBuildPerLauncher)
    func lineIsNeverLost(_ build: Setup.Build) throws {
      for round in 0..<20 {
        // Open MPI's kills the other ranks at once or, once, after the second that it grants by default.
        let grace = ["OMPI_MCA_odls_base_sigkill_timeout": round == 0 ? "1" : "0"]
        let run = try Run.mpisum(
          ["-n", "0"], ranks: 4, build: build, environment: grace, limit: 10)
        #expect(run.status == 2)
        #expect(run.errorLines.filter { $0.hasPrefix("mpisum: --upto '0'") }.count == 1)
      }
    }

    @Test(.enabled(if: Setup.otherLauncher != nil, "MPISUM_OTHER_MPIEXEC names no launcher"))
    func otherLibrarysLauncherIsRefused() throws {
      let launcher = try #require(Setup.otherLauncher)
      let program = try #require(Setup.program)
      let run = try Run(launcher + ["-np", "2", program, "-n", "1000"])
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errorLines.filter { $0.contains("built with") }.count == 1, "\(run.error)")
    }
  }
}
