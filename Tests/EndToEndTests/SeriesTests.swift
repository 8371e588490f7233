import Foundation
import Testing

extension EndToEnd {
  /// The series that `--series` and `--plugin` name.
  @Suite struct SeriesTests {
    /// Options, and all decimals of a value that was computed by other methods.
    static let values: [(arguments: String, value: String)] = [
      ("harmonic -n 1e8", "18.99789641385389832441711039422398284185"),
      ("alternating -n 1000000", "0.6931466805601953094172319964581765683255"),
      ("alternating -n 1e9", "0.6931471800599453096672321214581765679505"),
      ("leibniz -n 1e8", "3.141592643589793238462643633279502884197"),
      ("basel -n 1e8", "1.644934056848226486472414999979358522552"),
      ("zeta --s 2 -n 1e6", "1.644933066848726436305748499979391855886"),
      ("cosine -n 1e9", "0.04201950674389241759291168200318577721780"),
      ("cosine --theta 0.1 -n 1e8", "2.303001831871832047031714987591616978773"),
      (
        "cosine --theta 0x1.999999999999ap-4 -n 1e6",
        "2.303001651998085978635684677179460025911"
      ),
    ]

    /// What direct proves of a sum, and moments to all decimals.
    @Test(.enabled(if: Setup.isFull)) func referencesAreReproducedByBothEngines() throws {
      for (arguments, value) in Self.values {
        let options = ["--series"] + arguments.words
        let direct = try SumDocument(Run.mpisum(options + ["--json"], ranks: 2).output)
        #expect(direct.engine == "direct" && direct.proven, "\(arguments)")
        #expect(direct.check?.agrees == true && direct.check?.value == direct.digits)
        let places = DecimalText.places(of: direct.digits)
        #expect(places >= 17, "\(arguments)")
        #expect(DecimalText.rounded(value, to: places) == direct.digits, "\(arguments)")
        let decimals = DecimalText.places(of: value)
        let moments = try SumDocument(
          Run.mpisum(options + ["--json", "--digits", "\(decimals)"], ranks: 0).output)
        #expect(moments.engine == "moments" && moments.digits == value, "\(arguments)")
        #expect(moments.value == direct.value, "\(arguments)")
      }
    }

    /// One of each kind, with conditions where they are possible.
    static let kinds = [
      "--series alternating -n 3000001", "--series leibniz -n 3000001",
      "--series cosine --theta 1/3 -n 5e6", "--series zeta --s 1.5 --omit 42 -n 5e6",
      "--series log --s 0.5 --exactly 9:2 -n 5e6 --at 1e3,77777,1234567",
      "--series pi --seed 7 -n 3000001 --at 1000001",
    ]

    @Test(arguments: Setup.builds)
    func bytesAreTheSameForEveryLayout(_ build: Setup.Build) throws {
      for kind in Self.kinds {
        let reference = try Run.mpisum(kind.words, ranks: 0)
        #expect(reference.status == 0, "\(reference)")
        for (ranks, threads) in [(1, 2), (2, 1), (3, 2), (4, 1)]
        where build.isFirst && Setup.isFull || ranks == 3 {
          let run = try Run.mpisum(
            kind.words + ["--threads", "\(threads)"], ranks: ranks, build: build)
          #expect(run.status == 0 && run.output == reference.output, "\(kind): \(run)")
        }
      }
    }

    @Test(.enabled(if: Setup.isFull)) func partialSumsAreThoseOfRunsOfTheirOwn() throws {
      for series in ["slow", "cosine", "basel", "pi"] {
        let limits = [1, 999, 100_000, 1_234_567]
        let all = try SumDocument(
          Run.mpisum(
            ["--series", series, "--at", limits.map(String.init).joined(separator: ","), "--json"],
            ranks: 2
          ).output)
        #expect(all.upto == "1234567")
        let partials = try #require(all.at)
        #expect(partials.map(\.upto) == limits.map(String.init))
        for (limit, partial) in zip(limits, partials) {
          let alone = try SumDocument(
            Run.mpisum(["--series", series, "-n", "\(limit)", "--json"], ranks: 0).output)
          #expect(partial.value == alone.value && partial.digits == alone.digits, "\(series)")
          #expect(partial.error_bound == alone.error_bound && partial.terms == alone.terms)
        }
      }
      // Without terms to evaluate.
      let far = try SumDocument(
        Run.mpisum(["-n", "1e30", "--at", "1e6", "--json"], ranks: 2).output)
      #expect(far.engine == "moments" && far.at?.first?.digits.hasPrefix("11.0156518") == true)
    }

    @Test(.enabled(if: Setup.isFull)) func infiniteSumsAreTheirClosedForms() throws {
      let limits = [
        ("alternating", "0.693147180559945309417232121458"),
        ("leibniz", "3.141592653589793238462643383280"),
        ("basel", "1.644934066848226436472415166646"),
        ("zeta --s 3", "1.202056903159594285399738161511"),
        ("zeta --s 3/2", "2.612375348685488343348567567924"),
        ("cosine --theta 0.1", "2.303001794388447070359960035532"),
        ("harmonic", "inf"), ("zeta --s 0.5", "inf"), ("log", "inf"),
      ]
      for (series, value) in limits {
        let document = try SumDocument(
          Run.mpisum(
            ["--series"] + series.words + ["-n", "inf", "--digits", "30", "--json"], ranks: 2
          ).output)
        #expect(document.engine == "limit" && document.digits == value, "\(series)")
        if value != "inf", !series.contains("3/2") {
          let finite = try SumDocument(
            Run.mpisum(["--series"] + series.words + ["-n", "1e6", "--json"], ranks: 0).output)
          let closed = try #require(finite.closed_form, "\(series)")
          #expect(value.hasPrefix(closed.value.dropLast(12)), "\(series): \(closed)")
        }
      }
    }

    @Test func randomPointsAreCountedAndTheirErrorIsTold() throws {
      let document = try SumDocument(
        Run.mpisum(["--series", "pi", "-n", "1e7", "--json"], ranks: 3).output)
      let value = try #require(Double(document.value))
      let error = try #require(Double(document.error_bound))
      #expect(abs(value - .pi) < 5 * error && error > 5e-4 && error < 5.4e-4)
      #expect(!document.proven && document.claim.contains("standard error"))
      #expect(document.digits.count <= 6)
      let hits = try #require(document.note?.words.first.flatMap(Double.init))
      #expect(value == 4 * hits / 1e7)
      let other = try SumDocument(
        Run.mpisum(["--series", "pi", "--seed", "2", "-n", "1e7", "--json"], ranks: 0).output)
      #expect(other.value != document.value)
    }

    @Test(.enabled(if: Setup.isFull)) func oddSumsAreAnswered() throws {
      func document(_ arguments: String) throws -> SumDocument {
        let run = try Run.mpisum(arguments.words + ["--json"], ranks: 0)
        #expect(run.status == 0, "\(run)")
        return try SumDocument(run.output)
      }
      // Few terms, far from each other, and bases whose powers do not fit.
      let sparse = try document("-n 9007199254740992 --exactly 7:15")
      #expect(sparse.engine == "direct" && sparse.terms == "143" && sparse.check?.agrees == true)
      let large = try document("--base 1500 --exactly 1,1,1,1:1 -n 8e15")
      #expect(large.engine == "moments" && large.proven)
      // Only the digits that are certain, and no claim where there is no double.
      let long = try document("--series zeta --s 0.1 -n 1e100")
      #expect(long.digits.hasPrefix("1.11111111111111111111") && long.digits.hasSuffix("e90"))
      #expect(long.digits.count < 48)
      let beyond = try document("--series zeta --s 0.001 -n 1e400")
      #expect(beyond.value == "inf" && !beyond.proven)
      // Partial sums of a sum that diverges.
      let harmonic = try document("--series harmonic -n inf --at 10,20")
      #expect(
        harmonic.value == "inf" && harmonic.at?.first?.digits.hasPrefix("2.9289682539") == true)
      let leibniz = try document("--series leibniz -n 10 --engine moments")
      #expect(leibniz.magnitude == "8.53302")
      let one = try document("--series pi -n 1")
      #expect(Double(one.error_bound) ?? 0 > 1)
    }

    @Test func cancellationIsTold() throws {
      let document = try SumDocument(
        Run.mpisum(["--series", "cosine", "-n", "1e6", "--json"], ranks: 2).output)
      let (sum, magnitude) = (Double(document.value) ?? 0, Double(document.magnitude ?? "") ?? 0)
      let condition = Double(document.condition ?? "") ?? 0
      // The sum of |cos k|/k by itself, which nothing cancels in.
      let expected = (1...1_000_000).reduce(0.0) { $0 + abs(cos(Double($1))) / Double($1) }
      #expect(abs(magnitude / expected - 1) < 1e-4)
      #expect(abs(condition / (magnitude / abs(sum)) - 1) < 1e-5)
    }
  }
}
