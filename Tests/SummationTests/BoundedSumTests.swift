import Summation
import Testing

private func bounded(_ values: [Double], bound: Double) -> BoundedSum {
  var result = BoundedSum()
  for value in values { result.sum.add(value) }
  result.bound.add(bound)
  result.termCount = values.count
  return result
}

@Suite struct BoundedSumTests {
  @Test func sumWithoutErrorIsProvenAndComplete() {
    let sum = bounded([1, 0.5, 0.25], bound: 0)
    #expect(sum.isProven)
    #expect(sum.digits == "1.75")
    #expect(sum.errorBound == 0)
    #expect(sum.errorBoundText == "0")
  }

  @Test func boundAcrossARoundingBoundaryIsNotProven() {
    // 1 + 2^-53 is half way between two doubles: any doubt is too much.
    #expect(bounded([1, 0x1p-53], bound: 0).isProven)
    #expect(!bounded([1, 0x1p-53], bound: 0x1p-200).isProven)
    #expect(bounded([1, 0x1p-54], bound: 0x1p-55).isProven)
    #expect(!bounded([.nan], bound: 0).isProven)
  }

  @Test func digitsStopWhereTheBoundLeavesDoubt() {
    #expect(bounded([0.1], bound: 1e-10).digits == "0.100000000")
    #expect(bounded([0.123456789], bound: 1e-6).digits == "0.12346")
    #expect(bounded([1000.25], bound: 0.2).digits == "1000")
    // At a tie of the third decimal no third decimal can be promised.
    #expect(bounded([0.0625], bound: 1e-30).digits.hasPrefix("0.0625000"))
    #expect(bounded([0.0625], bound: 1e-4).digits == "0.06")
  }

  @Test func errorBoundIsRoundedUp() {
    #expect(bounded([1], bound: 0x1p-80).errorBound == 0x1p-80)
    #expect(bounded([1], bound: 1.2e-26).errorBoundText == "1.3e-26")
    #expect(bounded([1], bound: 9.96e-5).errorBoundText == "1.0e-4")
    #expect(bounded([1], bound: 250).errorBoundText == "2.6e2")
    var sum = bounded([1], bound: 1)
    sum.bound.add(0x1p-80)
    #expect(sum.errorBound == 1.nextUp)
  }

  @Test func partsAddUpInWords() {
    let parts = [
      bounded([0.1, 1e-300], bound: 1e-20), bounded([-7, 3e5], bound: 3e-21), BoundedSum(),
    ]
    var whole = BoundedSum()
    var words = Array(repeating: Int64(0), count: BoundedSum.wordCount)
    for part in parts {
      whole += part
      words = zip(words, part.words).map { $0 + $1 }
    }
    #expect(BoundedSum(words: words).words == whole.words)
    #expect(whole.termCount == 4)
  }
}
