import Foundation
import Testing

extension EndToEnd {
  /// Terms that users write.
  @Suite struct TermTests {
    /// Terms that are also series with a name, of which all decimals are known.
    static let known = [
      ("cos(k)/k", "--series cosine"),
      ("cos(a*k)/k", "--series cosine --theta 1/3"),
      ("1/k", "--series slow --omit 42"),
      ("where(digits(k, \"9\") == 0, 1/k, 0)", "--series slow"),
      ("log(k)/k^1.5", "--series log --s 1.5"),
      ("-(-1)^k/k", "--series alternating"),
      ("4*(-1)^(k-1)/(2*k-1)", "--series leibniz"),
    ]

    /// The sum is within the bound of one by another engine, which knows thirty decimals.
    @Test(.enabled(if: Setup.isFull), arguments: known)
    func sumsAreWithinTheirBounds(_ term: String, _ series: String) throws {
      let condition = series.contains("--omit") ? ["--omit", "42"] : []
      let constant = term.contains("a") && term.contains("a*k") ? ["--let", "a=1/3"] : []
      let sum = try SumDocument(
        Run.mpisum(
          ["--term", term, "-n", "2e6", "--json"] + constant + condition, ranks: 2
        ).output)
      let reference = try SumDocument(
        Run.mpisum(series.words + ["-n", "2e6", "--digits", "30", "--json"], ranks: 0).output)
      let bound = try #require(Double(sum.error_bound))
      let (value, true_) = (try #require(Decimal(string: sum.value)), reference.digits)
      let gap = abs(value - (try #require(Decimal(string: true_))))
      #expect(gap <= Decimal(bound) + 1e-29 && bound < 1e-12, "\(term): \(sum.value) \(true_)")
      let places = DecimalText.places(of: sum.digits)
      #expect(places >= 12 && DecimalText.rounded(true_, to: places) == sum.digits, "\(term)")
    }

    /// One of each kind, with conditions and without.
    static let kinds: [[String]] = [
      ["--term", "exp(-k/1e6)*sin(k)", "-n", "3000001"],
      ["--term", "tan(k/2e6) + log2(k+0.5)*k**-2.5", "-n", "1e6", "--at", "1e3,77777"],
      ["--term", "where(k%3 == 0, 1, -0.5)/sqrt(k)", "-n", "1e6", "--omit", "9"],
      ["--term", "sin(2*pi*rand(k,1))**2 + cos(2*pi*rand(k,1))**2", "-n", "1e6"],
    ]

    @Test(arguments: Setup.builds)
    func bytesAreTheSameForEveryLayout(_ build: Setup.Build) throws {
      for kind in Self.kinds {
        let reference = try Run.mpisum(kind, ranks: 0)
        #expect(reference.status == 0, "\(reference)")
        for (ranks, threads) in [(1, 2), (2, 1), (3, 2)]
        where build.isFirst && Setup.isFull || ranks == 3 {
          let run = try Run.mpisum(
            kind + ["--threads", "\(threads)"], ranks: ranks, build: build)
          #expect(run.status == 0 && run.output == reference.output, "\(kind): \(run)")
        }
      }
    }

    /// The claim is the truth about what is known of the terms.
    @Test(.enabled(if: Setup.isFull)) func whatIsNotKnownIsSaid() throws {
      func sum(_ term: String) throws -> SumDocument {
        try SumDocument(Run.mpisum(["--term", term, "-n", "1000", "--json"], ranks: 0).output)
      }
      let integer = try sum("k*(k+1)//2")
      #expect(integer.proven && integer.digits == "167167000" && integer.error_bound == "0")
      let own = try sum("exp(-k)")
      #expect(!own.claim.contains("other machines") && own.claim.contains("correctly rounded"))
      #expect(try sum("atan(k)/k").claim.contains("other machines"))
      #expect(try sum("1/cos(k)").error_bound == "inf")
      let pole = try sum("1/(k-7)")
      #expect(pole.note != nil && !pole.proven)
    }

    /// What is written, a part of the message, and the line that marks the place.
    static let mistakes: [(arguments: [String], words: String, mark: String?)] = [
      (["--term", "cos(kk)/k"], "did you mean k?", "      ^~"),
      (["--term", "1/k +"], "--term:", nil),
      (["--term", "(k*k*k*k) % 7", "-n", "1e6"], "up to 46340 it is right", "   ^~~~~~~"),
      (["--term", "a/k"], "'a' is not known", "  ^"),
      (["--term", "a/k", "--let", "a"], "--let 'a' is not NAME=NUMBER", nil),
      (["--term", "a/k", "--let", "a=b"], "give such as a=0.1", nil),
      (["--term", "1/k", "--let", "k=2"], "'k'", nil),
      (["--let", "a=2"], "--let names a constant of --term", nil),
      (["--term", "1/k", "--series", "slow"], "--term does not go with --series", nil),
      (["--term", "1/k", "-n", "inf"], "--accelerate", nil),
      (["--term", "1/k", "--digits", "40"], "--digits", nil),
      (["--accelerate"], "--accelerate is for --term", nil),
      (["--term", "1/k^2", "--accelerate", "--omit", "9"], "no regular tail", nil),
      (["--term", "1/k^2", "--accelerate", "-n", "1e6"], "over all k, not up to '1e6'", nil),
      (["--term", "1/k", "--accelerate"], "diverges", nil),
      (["--term", "digits(k, \"9\")/k^2", "--accelerate"], "digits", nil),
      (["--term", "1/k^2", "--accelerate", "--digits", "101"], "from 1 to 100", nil),
    ]

    @Test func mistakesAreToldOnceWithTheirPlace() throws {
      for ranks in [0, 3] {
        for (arguments, words, mark) in Setup.some(of: Self.mistakes, ranks: ranks) {
          let run = try Run.mpisum(arguments, ranks: ranks)
          #expect(run.status == 2 && run.output.isEmpty, "\(arguments): \(run)")
          let lines = run.errorLines
          #expect(lines.first?.contains(words) == true, "\(arguments): \(run)")
          if let mark {
            #expect(lines.count == 3 && lines.last.map(String.init) == mark, "\(run)")
          }
        }
      }
    }

    @Test(.enabled(if: Setup.isFull)) func sumsOverAllNumbersAreAgreedUpon() throws {
      // zeta(2) and zeta(3), and the sum of cosines in closed form: -ln(2 sin(1/2)).
      for (term, value) in [
        ("1/k^2", "1.6449340668482264364724151666460251892189499012068"),
        ("1/k^3", "1.2020569031595942853997381615114499907649862923405"),
        ("cos(k)/k", "0.0420195058253689617257983840379790093"),
      ] {
        let sum = try SumDocument(
          Run.mpisum(["--term", term, "--accelerate", "--json"], ranks: 2).output)
        #expect(sum.engine == "accelerated" && !sum.proven && sum.terms == "inf", "\(term)")
        let places = DecimalText.places(of: sum.digits)
        #expect(places >= 25 && DecimalText.rounded(value, to: places) == sum.digits, "\(term)")
      }
    }

    @Test func aSumGoesOnFromItsCheckpoint() throws {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("mpisum-tests-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appendingPathComponent("sum.ckpt").path
      let term = ["--term", "sin(k)/k^1.25", "-n", "2e8"]
      let script = """
        "$@" & while [ ! -e \(file) ]; do sleep 0.02; done; sleep 0.2; kill -USR1 $!; wait $!
        """
      let options = ["--checkpoint", file, "--every", "0.1"]
      let first = try Run(["sh", "-c", script, "sh", Setup.builds[0].program] + term + options)
      #expect(first.status == 4, "\(first)")
      let other = try Run.mpisum(
        ["--term", "sin(k)/k^1.5", "-n", "2e8", "--resume"] + options, ranks: 0)
      #expect(other.status == 2 && other.error.contains("another sum"), "\(other)")
      let second = try Run.mpisum(term + options + ["--resume"], ranks: 2)
      let whole = try Run.mpisum(term, ranks: 0)
      #expect(second.status == 0 && second.output == whole.output, "\(second) \(whole)")
    }
  }
}
