import Series
import Testing

@Suite struct ExpressionParserTests {
  /// The value that an expression has at a k.
  private func value(_ text: String, at number: Int = 1) throws -> Double {
    let expression = try TermExpression(text, constants: [("a", ExactNumber(7))])
    let range = try #require(expression.reference(at: number, bits: 256))
    let middle = (range.lowerBound + range.upperBound) / 2
    #expect(range.upperBound - range.lowerBound <= 2 * middle.ulp)
    return middle
  }

  @Test(arguments: [
    ("-k**2", -9), ("2**-1", 0.5), ("2**3**2", 512), ("2^3", 8), ("-2**-2", -0.25),
    ("2**-k**2", 0x1p-9),
    ("k-1-1", 1), ("8/2/2", 2), ("2+3*4", 14), ("(2+3)*4", 20), ("2*3+4", 10), ("2*-k", -6),
    ("--k", 3), ("-+-k", 3), ("+k", 3), ("-7//2", -4), ("-7%3", 2), ("7%-3", -2), ("7//-2", -4),
    ("-(7//2)", -3), ("2*k%4", 2), ("k%2*5", 5), ("7//2*2", 6), ("k*k//2", 4), ("6/4", 1.5),
    ("a*k", 21), ("1e3", 1000), ("0x10", 16), ("0x1p-4", 0.0625), (".5", 0.5), ("5.", 5),
    ("0X1.8P+1", 3), ("12.5E-1", 1.25), (" \t\nk ", 3), ("2*(k)", 6), ("((((k))))", 3),
    ("where(k>2, 1, 0)", 1), ("where(k>=3, 1, 0)", 1), ("where(k<3, 1, 0)", 0),
    ("where(k<=3, 1, 0)", 1), ("where(k==3, 1, 0)", 1), ("where(k!=3, 1, 0)", 0),
    ("where(not k>3, 1, 0)", 1), ("where(not k>3 and k<2, 1, 0)", 0),
    ("where(not (k>3 and k<2), 1, 0)", 1), ("where(k>3 or k<5 and k>9, 1, 0)", 0),
    ("where(k<5 or k<5 and k>9, 1, 0)", 1), ("where((k<5 or k<5) and k>9, 1, 0)", 0),
    ("where(k>2 & k<4, 1, 0)", 1), ("where((k>2) & (k<4), 1, 0)", 1),
    ("where(k>3 | k<4 & k>9, 1, 0)", 0), ("where(~(k>3), 1, 0)", 1),
    ("where(not k>3 & k<2, 1, 0)", 1), ("where(k + 1 > 2 * 2, 1, 0)", 0),
    ("where(k > 2.5, 1, 0)", 1), ("where(k < 2.5, 1, 0)", 0), ("where(2.5 < k, 1, 0)", 1),
    ("where(0.1 + 0.2 == 0.3, 1, 0)", 1), ("where(sqrt(2) < 1.5, k, 0)", 3),
    ("max(k, 2, 5)", 5), ("min(k, 2, 5, 1)", 1), ("fma(k, 2, 1)", 7), ("pow(k, 2)", 9),
    ("ln(e)", 1), ("arcsin(0)", 0), ("fabs(-k)", 3), ("floor(-2.5)", -3), ("ceil(2.1)", 3),
    ("round(2.5)", 2), ("round(3.5)", 4), ("round(-0.5)", 0), ("round(-1.5)", -2),
    ("floor(pi*100)", 314), ("digits(k*37, \"1\")", 3), ("digits(1999, '99')", 2),
    ("digits(0, \"0\")", 1), ("digits(255, \"f\", 16)", 2), ("digits(5, \"10\", 2)", 1),
    ("sqrt(16)", 4), ("27**(1/3)", 3), ("(-1)**k", -1), ("(-1)**(k+1)", 1), ("0**0", 1),
    ("(-8)**(-1)", -0.125), ("float(k)", 3), ("e**0", 1), ("abs(-k)", 3), ("atan2(0, 1)", 0),
  ])
  func valuesAreThoseOfPython(text: String, value: Double) throws {
    #expect(try self.value(text, at: 3) == value)
  }

  @Test(arguments: RealFunction.allCases)
  func functionsAreThoseOfTheLibrary(function: RealFunction) throws {
    let names: [RealFunction: String] = [
      .negate: "-", .absolute: "abs", .squareRoot: "sqrt", .cubeRoot: "cbrt", .ceiling: "ceil",
    ]
    for x in [0.3, 0.7, -0.4] {
      let text = "\(names[function] ?? "\(function)")(k*\(x))"
      let expected = ProgramInterpreter.apply(function, x)
      let range = try TermExpression(text).reference(at: 1, bits: 256)
      guard !expected.isNaN else {
        #expect(range == nil, "\(text)")
        continue
      }
      let value = try #require(range, "\(text)").lowerBound
      #expect((value - expected).magnitude <= 4 * expected.ulp, "\(text)")
    }
  }

  @Test func powersAndAnglesAreThoseOfTheLibrary() throws {
    #expect(abs(try value("atan2(-1, -k)") + 2.356194490192345) < 1e-15)
    #expect(abs(try value("atan2(k, -2)") - 2.677945044588987) < 1e-15)
    #expect(abs(try value("(2*k)**0.5") - 1.4142135623730951) < 1e-15)
    #expect(abs(try value("(0.3*k)**-1.7") - 7.742725577066099) < 1e-14)
    #expect(abs(try value("e*k") - 2.718281828459045) < 1e-15)
  }

  @Test func randomNumbersAreTheGenerators() throws {
    let value = try value("rand(5*k, 42)")
    #expect(value == RandomNumber.value(at: 5, seed: 42) && (0..<1).contains(value))
    #expect(RandomNumber.value(at: 5, seed: 43) != value)
    #expect(RandomNumber.value(at: 6, seed: 42) != value)
    let sum = (0..<10_000).reduce(0.0) { $0 + RandomNumber.value(at: $1, seed: 1) }
    #expect(abs(sum / 10_000 - 0.5) < 0.01)
  }

  @Test func digitsAreCountedAsInText() throws {
    var random = SampleGenerator(seed: 5)
    for _ in 0..<200 {
      let number = Int(random.next() >> (12 + random.next() % 50)) + 1
      let base = random.pick([2, 3, 10, 16, 36])
      let written = String(number, radix: base)
      let start = Int(random.next() % UInt64(written.count))
      let wanted = written.dropFirst(start).prefix(1 + Int(random.next() % 3))
      let count = written.indices.count { written[$0...].hasPrefix(wanted) }
      #expect(
        try value("digits(k, \"\(wanted)\", \(base))", at: number) == Double(count), "\(written)")
    }
  }

  @Test func branchesThatAreNotTakenNeedNotExist() throws {
    #expect(try value("where(k == 1, 5, 1/(k - 1))") == 5)
    #expect(try TermExpression("1/(k - 1)").reference(at: 1, bits: 256) == nil)
    #expect(try TermExpression("log(k - 2)").reference(at: 1, bits: 256) == nil)
  }
}
