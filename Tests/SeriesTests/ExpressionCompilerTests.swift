import Foundation
import Series
import Testing

@Suite struct ExpressionCompilerTests {
  private func expression(_ text: String) throws -> TermExpression {
    try TermExpression(text, constants: [("a", ExactNumber(7)), ("theta", tenth)])
  }

  private var tenth: ExactNumber { ExactNumber("0.1") ?? ExactNumber(0) }

  private func listing(_ text: String, upTo limit: Int = 1000) throws -> String {
    try expression(text).program(upTo: limit).listing
  }

  @Test(arguments: [
    ("1/3 + 2/3", "1.0"), ("0.1 + 0.2", "0.3"), ("2*pi", "6.283185307179586"),
    ("sqrt(2)", "1.4142135623730951"), ("sqrt(16)/2", "2.0"), ("1e999*1e-999", "1.0"),
    ("e", "2.718281828459045"), ("where(1 < 2, 5, k)", "5.0"), ("min(3, 2, pi)", "2.0"),
    ("0.3 - 0.1 - 0.2", "0.0"), ("k**0", "1.0"), ("a//2 + 7 % 4", "6.0"),
    ("digits(99, \"9\")", "2.0"),
    ("where(k > 0 or 1 < 2, 4, k)", "4.0"), ("atan2(1, 1)*4 - pi", "0.0"), ("-0.5", "-0.5"),
  ])
  func constantsAreFolded(text: String, listing: String) throws {
    #expect(try self.listing(text) == listing)
  }

  @Test func constantsAreKnownBeyondDoubles() throws {
    func constant(_ text: String) throws -> RealConstant {
      let program = try expression(text).program(upTo: 1)
      guard case .constant(let constant) = program.instructions[program.result] else {
        throw Failure()
      }
      return constant
    }
    // From the digits of π, √2 and 1/3 beyond a double's.
    #expect(try constant("pi").rest == 1.2246467991473532e-16)
    #expect(try constant("sqrt(2)").rest == -9.667293313452913e-17)
    #expect(try constant("1/3").rest == 0x1.5555555555555p-56)
    #expect(try constant("0.5").rest == 0)
    #expect(try constant("2*pi").rest == 2 * 1.2246467991473532e-16)
    #expect(try constant("1e-400").value == 0)
  }

  private struct Failure: Error {}

  @Test(arguments: [
    ("cos(k)", "cosine(1.0·k + 0.0)"), ("sin(pi*k)", "sine(3.141592653589793·k + 0.0)"),
    ("cos(2*pi*k/7)", "cosine(0.8975979010256552·k + 0.0)"),
    ("cos(0.1*k + 1)", "cosine(0.1·k + 1.0)"), ("cos((2*k - 1)*theta)", "cosine(0.2·k + -0.1)"),
    ("sin(1 - k)", "sine(-1.0·k + 1.0)"), ("cos(k + 0.1*k)", "cosine(1.1·k + 0.0)"),
    ("cos(theta - k*0.2 + k)", "cosine(0.8·k + 0.1)"), ("sin(-(k/2))", "sine(-0.5·k + 0.0)"),
    ("cos(k % 7 / 3)", "cosine(0.3333333333333333·remainder(k, 7) + 0.0)"),
    ("cos(fma(k, 2, 1))", "cosine(2.0·k + 1.0)"), ("cos(float(k))", "cosine(1.0·k + 0.0)"),
    ("cos(k*k)", "cos(multiply.(real(k), real(k)))"),
    ("cos(sqrt(k))", "cos(squareRoot(real(k)))"),
    ("cos(k//2 + k)", "cosine(1.0·add(k, quotient(k, 2)) + 0.0)"),
    ("tan(k)", "tan(real(k))"),
  ])
  func linearPhasesAreRecognised(text: String, listing: String) throws {
    #expect(try self.listing(text) == listing)
  }

  @Test(arguments: [
    // Integers that cannot be too large are rounded once.
    ("k", "real(k)"), ("k + 1", "add.(real(k), 1.0)"),
    ("2*k - 1", "multiplyAdd(real(k), 2.0, -1.0)"),
    ("k + k + k", "multiply.(real(k), 3.0)"), ("-k", "negate(real(k))"),
    ("k//2 + k", "real(add(k, quotient(k, 2)))"),
    ("abs(k - 5)", "real(greatest(subtract(k, 5), subtract(0, subtract(k, 5))))"),
    ("(k % 7)**2", "real(multiply(remainder(k, 7), remainder(k, 7)))"),
    ("9007199254740993*k", "multiply.(9007199254740992.0, real(k))"),
    ("100*k + 9007199254740993", "real(add(multiply(100, k), 9007199254740993))"),
    // Others are computed in reals, whatever the limit.
    ("k*k", "multiply.(real(k), real(k))"), ("k**2", "(real(k))^2"), ("k**3", "(real(k))^3"),
    ("k*k + 1", "multiplyAdd(real(k), real(k), 1.0)"),
    // Where an integer is wanted it is one.
    ("k*k % 7", "real(remainder(multiply(k, k), 7))"),
    ("k**3 // 5", "real(quotient(multiply(k, multiply(k, k)), 5))"),
    ("where(k*k < 10, 1, 0.5)", "select(less(multiply(k, k), 10), 1.0, 0.5)"),
    ("where(k < 2.5, 1, 0.5)", "select(lessOrEqual(k, 2), 1.0, 0.5)"),
    ("where(k >= 2.5, 1, 0.5)", "select(less(2, k), 1.0, 0.5)"),
    ("where(k != 2, 1, 0.5)", "select(not(equal(k, 2)), 1.0, 0.5)"),
    ("where(k > sqrt(k), k, 1)", "real(selectInteger(less.(squareRoot(real(k)), real(k)), k, 1))"),
    ("rand(k*k, 9)", "random9(multiply(k, k))"),
    ("digits(k*k, \"12\", 3)", "real(digits[1, 2]@3(multiply(k, k)))"),
    // Powers of −1.
    ("(-1)**k", "sign(k)"), ("(-1)**(k + 1)/k", "divide.(sign(add(k, 1)), real(k))"),
    ("(-1)**k*(2*k + 1)", "multiply.(sign(k), multiplyAdd(real(k), 2.0, 1.0))"),
    ("(-1)**k % 3", "real(remainder(subtract(1, multiply(2, remainder(k, 2))), 3))"),
  ])
  func integersAreKeptWhereTheyCanBe(text: String, listing: String) throws {
    #expect(try self.listing(text) == listing)
  }

  @Test(arguments: [
    ("k**0.5", "squareRoot(real(k))"), ("k**-1", "divide.(1.0, real(k))"),
    ("k**-2", "(real(k))^-2"), ("k**64", "(real(k))^64"), ("k**65", "power.(real(k), 65.0)"),
    ("1/k**2.5", "power.(real(k), -2.5)"), ("1/k**2", "divide.(1.0, (real(k))^2)"),
    ("k**-0.5", "divide.(1.0, squareRoot(real(k)))"),
    ("1/k**0.5", "divide.(1.0, squareRoot(real(k)))"),
    ("k**3 - 2*k", "multiplyAdd(real(k), -2.0, (real(k))^3)"),
    ("k**2.5", "power.(real(k), 2.5)"), ("k**(1/3)", "power.(real(k), 0.3333333333333333)"),
    ("2**k", "power.(2.0, real(k))"), ("e**(k/3)", "exp(divide.(real(k), 3.0))"),
    ("k**k", "power.(real(k), real(k))"), ("sqrt(k)*1", "squareRoot(real(k))"),
    ("sqrt(k)/1 - 0", "squareRoot(real(k))"), ("--sqrt(k)", "squareRoot(real(k))"),
    ("-1*sqrt(k)", "negate(squareRoot(real(k)))"),
    ("sqrt(k)/4", "multiply.(squareRoot(real(k)), 0.25)"),
    ("sqrt(k)/3", "divide.(squareRoot(real(k)), 3.0)"),
    ("sqrt(k) + 0", "add.(squareRoot(real(k)), 0.0)"),
    ("sqrt(k)*exp(k) + log(k)", "multiplyAdd(squareRoot(real(k)), exp(real(k)), log(real(k)))"),
    ("sqrt(k)*exp(k) - 2", "multiplyAdd(squareRoot(real(k)), exp(real(k)), -2.0)"),
    ("log(k) - 2*sqrt(k)", "multiplyAdd(squareRoot(real(k)), -2.0, log(real(k)))"),
    ("where(2 > 1 and k > 3, sqrt(k), 0)", "select(less(3, k), squareRoot(real(k)), 0.0)"),
  ])
  func operationsAreRewrittenWhereThatIsExact(text: String, listing: String) throws {
    #expect(try self.listing(text) == listing)
  }

  @Test(arguments: [
    ("sin(k)*sin(k) + sin(k)**2", 4), ("(k*k + 1)/(1 + k*k)", 5), ("cos(k)/k", 4),
    ("exp(k)*2 + exp(k)*2", 6), ("rand(k, 1) - rand(k, 1)", 3), ("rand(k, 1) - rand(k, 2)", 4),
    ("where(k%3==0, k%3, k%3+1)", 9),
  ])
  func equalStepsOccurOnce(text: String, count: Int) throws {
    let program = try expression(text).program(upTo: 1000)
    #expect(program.instructions.count == count, "\(program.listing)")
  }

  @Test(arguments: [
    ("k*k % 7", 2_147_483_647, "may reach 2^62", "k*k"),
    ("1 + k**3 // 5", 1_664_510, "may reach 2^62", "k**3"),
    ("where(k*k < 10, 1, 2)", 2_147_483_647, "may reach 2^62", "k*k"),
    ("10 // (9 - k)", 8, "may divide by zero", "10 // (9 - k)"),
    ("10 % (k - 100)", 99, "may divide by zero", "10 % (k - 100)"),
    ("2*digits(100 - k, \"9\")", 100, "digits of a negative number", "digits(100 - k, \"9\")"),
    ("rand(k**4, 1)", 46_340, "may reach 2^62", "k**4"),
    ("(-1)**(k*k)", 2_147_483_647, "may reach 2^62", "k*k"),
  ])
  func integersAreProvenToFit(text: String, limit: Int, fault: String, part: String) throws {
    let expression = try expression(text)
    let program = try expression.program(upTo: limit)
    #expect(try expression.program(upTo: 1) == program)
    let error = #expect(throws: SeriesError.self) { try expression.program(upTo: limit + 1) }
    let lines = try #require(error).description.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].contains(fault) && lines[0].contains("up to \(limit) "))
    let start = try #require(text.range(of: part)).lowerBound
    #expect(lines[1] == "  \(text)" && lines[2].drop { $0 == " " }.count == part.count)
    #expect(lines[2].count == 2 + text[..<start].count + part.count)
  }

  @Test func limitsAreThoseOfDoubles() throws {
    #expect(try expression("k*k").program(upTo: 1 << 53).listing == "multiply.(real(k), real(k))")
    #expect(throws: SeriesError.self) { try expression("k").program(upTo: 1 << 53 + 1) }
    #expect(throws: SeriesError.self) { try expression("k").program(upTo: 0) }
    #expect(throws: SeriesError.self) { try expression("1 // (k - 1)").program(upTo: 1) }
  }

  @Test func whatTheLibraryComputesIsNotPortable() throws {
    for text in ["exp(k)", "k**2.5", "tan(k)", "round(k/3)", "log2(8)*k", "rand(k, 1)", "cos(k)"] {
      #expect(try expression(text).isPortable, "\(text)")
    }
    for text in ["atan2(k, 2)", "k*sinh(k)", "cbrt(k)"] {
      #expect(try !expression(text).isPortable, "\(text)")
    }
  }

  @Test func expressionsAreEqualIfWrittenAlike() throws {
    #expect(try expression("k*theta") == expression("k*theta"))
    #expect(try expression("k*theta") != expression("theta*k"))
    #expect(try expression("k*2") != TermExpression("k*2"))
    #expect(try Set([expression("k"), expression("k"), expression("2*k")]).count == 2)
    #expect(try expression("cos( k )/k").description == "cos( k )/k")
  }
}
