import Summation
import Testing

@Suite struct EnclosureTests {
  @Test func endsThatRoundAlikeProveTheValue() {
    // 1/3 and three units of 2^-64 more.
    let third = Enclosure(lower: [0x5555_5555_5555_5555, 0], width: 3, fractionBits: 64)
    #expect(third.value == 1.0 / 3)
    #expect(third.isProven)
    #expect(third.decimal(places: 10) == "0.3333333333")
    #expect(third.decimal(places: 30) == nil)
    #expect(third.digits(most: 100) == "0.333333333333333333")
    #expect(third.digits(most: 5) == "0.33333")
    #expect(third.errorBoundText == "1.7e-19")
  }

  @Test func endsAroundATieProveNothing() {
    // 1 + 2^-53 lies between two doubles.
    let tie = Enclosure(lower: [1 << 11 - 1, 1], width: 2, fractionBits: 64)
    #expect(!tie.isProven)
    let exact = Enclosure(lower: [1 << 63, 0], width: 0, fractionBits: 64)
    #expect(exact.isProven && exact.value == 0.5)
    #expect(exact.digits(most: 100) == "0.5" && exact.errorBoundText == "0")
  }

  @Test(arguments: [0, 1, 31, 32, 33, 63, 64, 95, 120])
  func thePointMayBeAnywhere(fractionBits: Int) {
    // 5 · 2^-2, or 5 · 2^0 where there are not enough bits.
    let shift = max(0, fractionBits - 2)
    let limbs: [UInt64] = [
      shift < 64 ? 5 << UInt64(shift) : 0,
      shift < 64 ? (shift > 61 ? 5 >> UInt64(64 - shift) : 0) : 5 << UInt64(shift - 64),
    ]
    let number = Enclosure(lower: limbs, width: 0, fractionBits: fractionBits)
    #expect(number.value == (fractionBits < 2 ? 5 / Double(1 << fractionBits) : 1.25))
  }

  @Test func tinyNumbersKeepTheirBits() {
    let tiny = Enclosure(lower: [3, 0, 0], width: 0, fractionBits: 128)
    #expect(tiny.value == 3 * 0x1p-128)
    #expect(tiny.isProven)
  }

  @Test func largeNumbersHaveTheDigitsThatAreCertain() {
    func digits(_ lower: UInt64, _ upper: UInt64, isNegative: Bool = false) -> String {
      // 2^64 times as much, so that no unit is certain.
      Enclosure(
        lower: [0, lower], isLowerNegative: isNegative, upper: [0, upper],
        isUpperNegative: isNegative, width: [0, upper - lower], fractionBits: 0
      ).digits(most: 10)
    }
    // 123456·2^64 = 2.27736…e24.
    #expect(digits(123_456, 123_457) == "2.2774e24")
    #expect(digits(123_456, 123_457, isNegative: true) == "-2.2774e24")
    // 0.99999… and 1.00000… times 10^20 round to the same.
    #expect(digits(5, 6) == "1e20")
    #expect(digits(1, 9) == "unknown")
    let zero = Enclosure(
      lower: [0, 1], isLowerNegative: true, upper: [0, 1], isUpperNegative: false, width: [0, 2],
      fractionBits: 0)
    #expect(zero.digits(most: 5) == "unknown" && !zero.isProven)
    let tiny = Enclosure(
      lower: [1, 0], isLowerNegative: true, upper: [1, 0], isUpperNegative: false, width: [2, 0],
      fractionBits: 127)
    #expect(tiny.digits(most: 30) == "0.000000000000000000000000000000")
    #expect(
      tiny.overlaps(.zero)
        && tiny.isCertainlyAtMost(Enclosure(lower: [1, 0], width: 0, fractionBits: 64)))
  }

  @Test func intervalsOverlapIfTheyMeet() {
    func interval(_ low: UInt64, _ width: UInt64) -> Enclosure {
      Enclosure(lower: [low, 0], width: width, fractionBits: 8)
    }
    #expect(interval(10, 5).overlaps(interval(15, 1)))
    #expect(interval(15, 1).overlaps(interval(10, 5)))
    #expect(!interval(10, 5).overlaps(interval(16, 1)))
    #expect(interval(16, 1).isCertainlyAbove(interval(10, 5)))
    #expect(interval(10, 5).isCertainlyAtMost(interval(15, 1)))
    #expect(!interval(10, 5).isCertainlyAtMost(interval(14, 1)))
    #expect(!interval(15, 1).isCertainlyAbove(interval(10, 5)))
    // Across formats: 10/256 is 0.0390625.
    var sum = BoundedSum()
    sum.sum.add(0.0390625)
    #expect(Enclosure(sum).overlaps(interval(10, 0)))
    sum.sum.add(0x1p-60)
    #expect(!Enclosure(sum).overlaps(interval(10, 0)))
    #expect(Enclosure(sum).isCertainlyAbove(interval(10, 0)))
  }
}
