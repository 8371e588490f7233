import Summation
import Testing

private func decimal(_ values: Double..., places: Int) -> String {
  var sum = Superaccumulator()
  for value in values { sum.add(value) }
  return sum.decimal(places: places)
}

@Suite struct DecimalTests {
  @Test func decimalsAreThoseOfTheExactSum() {
    #expect(
      decimal(0.1, places: 55) == "0.1000000000000000055511151231257827021181583404541015625")
    #expect(decimal(1e23, places: 0) == "99999999999999991611392")
    #expect(decimal(1, 0x1p-100, places: 40) == "1.0000000000000000000000000000007888609052")
    #expect(decimal(-2.5, places: 3) == "-2.500")
    #expect(decimal(0, places: 2) == "0.00")
    #expect(decimal(.infinity, places: 2) == "inf")
    #expect(decimal(.nan, places: 2) == "nan")
  }

  @Test func halvesGoToTheEvenDigit() {
    #expect(decimal(0.125, places: 2) == "0.12")
    #expect(decimal(0.375, places: 2) == "0.38")
    #expect(decimal(0.125, 0x1p-1074, places: 2) == "0.13")
    #expect(decimal(2.5, places: 0) == "2")
    #expect(decimal(3.5, places: 0) == "4")
    #expect(decimal(-0.5, places: 0) == "0")
  }

  @Test func carryRunsThroughAllDigits() {
    #expect(decimal(0.9999999, places: 3) == "1.000")
    #expect(decimal(9.96, places: 1) == "10.0")
    #expect(decimal(999.5, 0x1p-40, places: 0) == "1000")
  }

  @Test func exactPlacesEndInTheLastDigit() {
    var sum = Superaccumulator()
    sum.add(0x1p-1074)
    #expect(sum.exactPlaces == 1074)
    #expect(sum.decimal(places: 1074).hasSuffix("5"))
    sum = Superaccumulator()
    sum.add(1024)
    #expect(sum.exactPlaces == 0)
    #expect(sum.decimal(places: 0) == "1024")
  }
}
