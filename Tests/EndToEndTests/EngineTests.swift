import Foundation
import Testing

extension EndToEnd {
  /// The engines that evaluate no terms, and how one is chosen.
  @Suite struct EngineTests {
    private func document(_ arguments: [String], ranks: Int = 0) throws -> SumDocument {
      let run = try Run.mpisum(arguments + ["--json"], ranks: ranks)
      #expect(run.status == 0, "\(arguments): \(run.error)")
      return try SumDocument(run.output)
    }

    @Test func theEngineIsChosenByTheTerms() throws {
      // 9^11 terms are less than 10^11, and 9^12 more; a million decimals of 1/k are no double.
      for (arguments, engine) in [
        (["-n", "inf"], "limit"), (["-n", "1e12"], "moments"), (["-n", "1e9"], "direct"),
        (["-n", "1e6", "--digits", "40"], "moments"), (["-n", "1e30"], "moments"),
        (["-n", "1000", "--base", "5000"], "moments"),
        (["-n", "1000", "--engine", "direct"], "direct"),
      ] {
        let document = try document(arguments)
        #expect(document.engine == engine, "\(arguments)")
        #expect((document.check == nil) == (engine != "direct"))
        #expect(document.proven)
      }
    }

    @Test func directIsCheckedByMoments() throws {
      for arguments in [
        ["-n", "123456"], ["-n", "1e6", "--exactly", "9:2"],
        ["-n", "1e6", "--base", "3", "--omit", "2"],
        ["-n", "54321", "--base", "100", "--omit", "4,2"], ["-n", "1e6", "--all"],
      ] {
        let direct = try document(arguments + ["--engine", "direct"])
        let moments = try document(arguments + ["--engine", "moments"])
        #expect(direct.check?.agrees == true && direct.check?.value == direct.digits)
        #expect(moments.value == direct.value && moments.terms == direct.terms)
        #expect(moments.digits.hasPrefix(direct.digits.dropLast()))
      }
    }

    @Test(arguments: [
      (["-n", "inf", "--digits", "50"], "22.92067661926415034816365709437593191494476243699848"),
      (
        ["-n", "inf", "--exactly", "9:1", "--digits", "40"],
        "23.0442870807478483196759493097361748253896"
      ),
      (["-n", "inf", "--omit", "314159", "--digits", "20"], "2302582.33386378260789202376"),
      (["-n", "inf", "--base", "100", "--omit", "42", "--digits", "15"], "458.704841554097279"),
      (
        ["-n", "inf", "--base", "2", "--omit", "0", "--digits", "30"],
        "1.606695152415291763783301523191"
      ),
      (["-n", "inf", "--at-most", "0:434", "--digits", "20"], "10016.32364577640186109739"),
      (["-n", "10^80", "--exactly", "9:1", "--digits", "15"], "22.995762680948152"),
    ])
    func publishedValuesArePrinted(arguments: [String], digits: String) throws {
      let document = try document(arguments)
      #expect(document.digits == digits)
      #expect(document.proven)
    }

    /// Ranks and threads share what is long enough.
    @Test func longSumsAreTheSameForEveryLayout() throws {
      for arguments in [
        ["-n", "inf", "--digits", "1200"], ["-n", "1e25", "--digits", "400", "--exactly", "42:1"],
        ["-n", "10^1000000000"], ["--exceed", "22.9"],
      ] {
        let alone = try Run.mpisum(arguments + ["--threads", "1"], ranks: 0)
        #expect(alone.status == 0, "\(alone.error)")
        for (ranks, threads) in [(1, 3), (2, 1), (3, 2)] {
          let run = try Run.mpisum(arguments + ["--threads", "\(threads)"], ranks: ranks)
          #expect(run.status == 0 && run.output == alone.output, "\(arguments), \(ranks) ranks")
        }
      }
    }

    @Test func decimalsAreAsManyAsWanted() throws {
      for digits in [1, 17, 333, 2000] {
        let document = try document(["-n", "inf", "--digits", "\(digits)"])
        #expect(DecimalText.places(of: document.digits) == digits)
      }
    }

    @Test func degenerateSumsAreAnsweredInWords() throws {
      let empty = try document(["-n", "inf", "--base", "2", "--omit", "1"])
      #expect(empty.value == "0.0" && empty.terms == "0" && empty.note?.contains("empty") == true)
      let none = try document(["-n", "8", "--exactly", "9:1"])
      #expect(none.value == "0.0" && none.terms == "0" && none.note != nil)
      let pairs = (0...99).flatMap { ["--omit", $0 < 10 ? "0\($0)" : "\($0)"] }
      let finite = try document(["-n", "inf"] + pairs)
      #expect(finite.terms == "9" && finite.note?.contains("finite") == true)
      #expect(finite.digits.hasPrefix("2.828968253968"))
      let harmonic = try document(["-n", "inf", "--all"])
      #expect(harmonic.value == "inf" && harmonic.note?.contains("diverges") == true)
      // Without words where there is nothing to say.
      #expect(try document(["-n", "100"]).note == nil)
    }

    @Test func countsOfTermsAreExactOrScientific() throws {
      #expect(
        try document(["-n", "10^40"]).terms == nineToThe40)
      #expect(try document(["-n", "10^1000000000"]).terms == "2.7499504881e954242509")
      #expect(try document(["-n", "inf"]).terms == "inf")
    }

    /// 9^40, in decimal; the numbers below 10^40 with no 9, and 10^40 itself, but not 0.
    private var nineToThe40: String {
      var digits = [1]
      for _ in 0..<40 {
        var carry = 0
        for index in digits.indices {
          carry += 9 * digits[index]
          digits[index] = carry % 10
          carry /= 10
        }
        while carry > 0 {
          digits.append(carry % 10)
          carry /= 10
        }
      }
      return digits.reversed().map(String.init).joined()
    }

    @Test func thresholdsAreFound() throws {
      let run = try Run.mpisum(["--exceed", "20", "--all"], ranks: 0)
      #expect(run.output.contains("least N:      272400600\n"))
      let long = try Run.mpisum(["--exceed", "1e6", "--omit", "314159", "--json"], ranks: 2)
      #expect(long.output.contains("\"n_digits\":569680"))
      let never = try Run.mpisum(["--exceed", "23"], ranks: 0)
      #expect(never.status == 0 && never.output.contains("none"))
      #expect(never.output.contains("22.92067661926415"))
    }
  }
}
