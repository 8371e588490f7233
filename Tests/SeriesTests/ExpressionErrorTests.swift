import Series
import Testing

@Suite struct ExpressionErrorTests {
  private func message(
    _ text: String, _ constants: [(name: String, value: ExactNumber)] = []
  ) -> String? {
    do {
      _ = try TermExpression(text, constants: constants)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("cos(kk)/k", "'kk' is not known: did you mean k?", "    ^~"),
    ("", "the expression is empty: give one such as cos(k)/k", "^"),
    ("1/flor", "'flor' is not known: did you mean floor?", "  ^~~~"),
    ("x/2", "'x' is not known: write k", "^"),
    ("mod(k, 2)", "'mod' is not known: write a % b", "^~~"),
    ("zeta(k)", "'zeta' is not known: give its value with --let zeta=...", "^~~~"),
    (
      "(k%2==0)*k",
      "'*' takes numbers, and 'k%2==0' is a condition: write where(k%2==0, 1, 0)", " ^~~~~~"
    ),
    (
      "1 + where(k, 1, 2)",
      "where takes a condition first, and 'k' is a number: write k != 0", "          ^"
    ),
    ("k > 3", "the term is a condition, not a number: write where(k > 3, 1, 0)", "^~~~~"),
    (
      "1 < k < 5", "comparisons do not chain: write 'a < b and b < c' instead of 'a < b < c'",
      "      ^"
    ),
    (
      "where(not k, 1, 2)", "'not' takes conditions such as k > 3, and 'k' is a number",
      "          ^"
    ),
    (
      "where(k>2 and k+1, 1, 2)", "'and' takes conditions such as k > 3, and 'k+1' is a number",
      "              ^~~"
    ),
    (
      "k % 0.5",
      "'%' takes integers, and '0.5' is real: of reals x - y*floor(x/y) is the remainder", "    ^~~"
    ),
    (
      "sqrt(k) // 2",
      "'//' takes integers, and 'sqrt(k)' is real: of reals floor(x/y) is the quotient",
      "^~~~~~~"
    ),
    ("digits(k/2, \"9\")", "'digits' takes integers, and 'k/2' is real", "       ^~~"),
    ("rand(k/2, 1)", "'rand' takes integers, and 'k/2' is real", "     ^~~"),
    ("rand(k)", "rand takes 2 arguments: write rand(k, 1) with a seed", "^~~~~~~"),
    ("rand(k, k)", "the seed is an integer from 0 to 9223372036854775807", "        ^"),
    (
      "digits(k, 9)", "digits takes digits in quotation marks, such as digits(k, \"9\")",
      "          ^"
    ),
    (
      "digits(k, \"a\")", "'a' cannot occur in base 10: its digits are 0 to 9, not 'a'",
      "          ^~~"
    ),
    ("digits(k, \"1\", 40)", "the base is an integer from 2 to 36", "               ^~"),
    ("log(-1)*k", "'log(-1)' is no real number", "^~~~~~~"),
    ("k + 1/(2 - 2)", "'1/(2 - 2)' is no real number", "    ^~~~~~~~~"),
    ("10**400*k", "this constant is too large for a double, whose greatest is 1.8e308", "^~~~~~~"),
    ("2k", "an operator is missing before 'k': write * for a product", " ^"),
    ("k(2)", "'k' is no function: write k*(...) for a product", "^"),
    ("sin k", "'sin' is a function: write sin(...)", "^~~"),
    ("sin(k", "the arguments of sin: ')' is missing at the end", "     ^"),
    ("(k + 1", "the parenthesis is not closed: ')' is missing at the end", "      ^"),
    ("k + 1)", "there is no ( for this )", "     ^"),
    ("log(k, 2)", "log takes 1 argument, not 2: log(x)/log(b) has base b", "^~~~~~~~~"),
    ("min(k)", "min takes 2 or more arguments, not 1", "^~~~~~"),
    ("fma(k, 2)", "fma takes 3 arguments, not 2", "^~~~~~~~~"),
    ("k + ", "the expression ends too early: a number, a name or ( is missing", "    ^"),
    ("k * / 2", "a number, a name or ( is missing before '/'", "    ^"),
    ("k = 1", "'=' has no meaning here: write ==", "  ^"),
    ("k && 1", "'&&' has no meaning here: write and", "  ^~"),
    ("2*π*k", "'π' has no meaning here: write pi", "  ^"),
    ("k\u{0}", "the character with the number 0 has no meaning here", " ^"),
    ("1e9999", "this number cannot be read", "^~~~~~"),
    ("\"9\"", "a text in quotation marks is an argument of digits only", "^~~"),
    ("digits(k, \"9)", "the quotation mark is not closed", "          ^"),
    ("1,5*k", "a comma stands between the arguments of a function only", " ^"),
  ])
  func faultsAreShownWhereTheyAre(text: String, message: String, mark: String) throws {
    let description = try #require(self.message(text))
    let lines = description.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = text.replacing("\u{0}", with: "?")
    #expect(lines.count == 3 && lines[0].hasPrefix(message), "\(description)")
    #expect(lines[1] == "  \(shown)" && lines[2] == "  \(mark)", "\(description)")
  }

  @Test func placesInLongExpressionsAreShownWithWhatIsNear() throws {
    let start = String(repeating: "k + ", count: 100)
    let lines = try #require(message(start + "kk" + start)).split(separator: "\n")
    #expect(
      lines[1].dropFirst(lines[2].count - 3).hasPrefix("kkk + k") && lines[2].hasSuffix("^~~"))
    #expect(lines.dropFirst().allSatisfy { $0.count <= 80 })
    #expect(lines[1].hasPrefix("  ...") && lines[1].hasSuffix("..."))
  }

  @Test func namesOfConstantsAreChecked() throws {
    let one = ExactNumber(1)
    #expect(message("a*k", [("a", one)]) == nil)
    for name in ["k", "pi", "e", "sin", "and", "ln", "digits", "2a", "", "a b", "ä"] {
      #expect(message("k", [(name, one)])?.contains("'\(name)'") == true, "\(name)")
    }
    #expect(message("k", [("a", one), ("a", one)])?.contains("twice") == true)
    #expect(message("ab*k", [("abc", one)])?.contains("did you mean abc?") == true)
  }

  @Test func depthAndLengthAreLimited() throws {
    let many = 100_000
    func nested(_ open: String, _ close: String, _ count: Int) -> String {
      String(repeating: open, count: count) + "k" + String(repeating: close, count: count)
    }
    for (open, close) in [("(", ")"), ("-", ""), ("sin(", ")"), ("2**", ""), ("where(k>1,1,", ")")]
    {
      #expect(message(nested(open, close, many))?.contains("bytes") == true)
      #expect(message(nested(open, close, 700))?.contains("nested") == true, "\(open)")
      #expect(message(nested(open, close, 20)) == nil, "\(open)")
    }
    #expect(message(String(repeating: "not ", count: 500) + "k")?.contains("nested") == true)
    #expect(message(String(repeating: "k", count: 1_000_000))?.contains("bytes") == true)
    #expect(message(String(repeating: "k+", count: 900) + "k") == nil)
    #expect(message(String(repeating: "k+", count: 2_000) + "k")?.contains("more than") == true)
    // Each step differs from the others.
    let steps = (1..<700).map { "sin(k/\($0))" }.joined(separator: "*")
    #expect(message(steps)?.contains("more than") == true)
    let long = String(repeating: "(1+pi)*", count: 300) + "k"
    #expect(message(long) == nil)
    #expect(message("2**2**2**2**2**2*k")?.contains("too large") == true)
    #expect(message("sin(exp(exp(exp(9))))*k")?.contains("too large") == true)
    #expect(message("sin(10**999)*k") == nil)
  }
}
