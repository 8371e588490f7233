import Series
import Testing

@Suite struct ExactNumberTests {
  @Test(arguments: [
    ("0.1", "1", "10"), ("1/10", "1", "10"), ("2.50", "25", "10"), ("2.5e-3", "25", "10000"),
    ("12.5e1", "125", "1"), ("1e3", "1000", "1"), ("007", "7", "1"), (".5", "5", "10"),
    ("5.", "5", "1"), ("0", "", "1"), ("0.000", "", "1"), ("+3/6", "3", "6"),
    ("0x1p-4", "1", "16"), ("0x1.8p1", "3", "1"), ("0XA", "10", "1"),
    ("0x1.999999999999ap-4", "3602879701896397", "36028797018963968"),
  ])
  func numbersAreReadExactly(text: String, numerator: String, denominator: String) throws {
    let number = try #require(ExactNumber(text))
    #expect(number.numerator == numerator && number.denominator == denominator)
    #expect(!number.isNegative && number.description == text)
    #expect(number.isZero == numerator.isEmpty)
    let negative = try #require(ExactNumber("-" + text.drop { $0 == "+" }))
    #expect(negative.numerator == numerator && negative.denominator == denominator)
    #expect(negative.isNegative)
  }

  @Test(arguments: [
    "", "-", "+", ".", "x", "1x", "0x", "0xg", "0x1p", "1/0", "1/", "/2", "1/2/3", "1e", "1e1.5",
    "1e1001", "1e-1001", "--1", "1/-2", "1,5", "nan", "inf", " 1",
    String(repeating: "1", count: 2001),
  ])
  func whatIsNoNumberIsRefused(text: String) {
    #expect(ExactNumber(text) == nil)
  }

  @Test func wholeNumbersAreKnown() throws {
    #expect(ExactNumber("1e3")?.integer == 1000 && ExactNumber("-7")?.integer == -7)
    #expect(ExactNumber("0.5")?.integer == nil && ExactNumber(-3).integer == -3)
    #expect(ExactNumber("1e30")?.integer == nil && ExactNumber("0")?.integer == 0)
    #expect(ExactNumber("1.0")?.isOne == true && ExactNumber("-1")?.isOne == false)
    #expect(ExactNumber("7/7")?.isOne == true && ExactNumber(1).isOne)
  }
}
