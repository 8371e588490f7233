import Foundation
import ParallelSeries
import Series
import Testing

@Suite struct TableRowTests {
  private func row(
    omit: [String] = [], exactly: [String] = [], base: Int = 10, _ limit: SeriesLimit = .infinity,
    decimals: Int? = nil
  ) throws -> TableRow {
    let filter = try DigitFilter(omitting: omit, exactly: exactly, base: base)
    return TableRow(filter: filter, limit: limit, decimals: decimals)
  }

  @Test func rowsAndSumsTravelUnchanged() throws {
    let limits: [SeriesLimit] = [
      .infinity, .number(WholeNumber(1000)), .power(base: 10, exponent: 100_000),
    ]
    for limit in limits {
      let row = try row(omit: ["42"], exactly: ["7:1"], limit, decimals: 30)
      let copy = try JSONDecoder().decode(TableRow.self, from: JSONEncoder().encode(row))
      #expect(copy == row)
      #expect(copy.upto == limit.description)
      let sum = row.sum()
      #expect(sum.failure == nil && sum.digits?.split(separator: ".").last?.count == 30)
      #expect(try JSONDecoder().decode(TableSum.self, from: JSONEncoder().encode(sum)) == sum)
    }
  }

  @Test func specialSumsAreSaidToBeSo() throws {
    #expect(try row(omit: ["1"], base: 2).sum().peculiarity == .empty)
    let finite = try row(omit: ["0"], exactly: ["1:1"], base: 2).sum()
    #expect(finite.peculiarity == .finite(count: "1"))
    #expect(finite.value == "1.0" && finite.terms == "1")
    let early = try row(exactly: ["9:2"], .number(WholeNumber(50))).sum()
    #expect(early.peculiarity == .emptyUpTo(limit: "50"))
    #expect(early.digits == "0" && early.isProven && early.errorBound == "0")
    let divergent = try row().sum()
    #expect(divergent.peculiarity == .diverges)
    #expect(divergent.digits == "inf" && divergent.terms == "inf")
    #expect(try row(omit: ["9"]).sum().peculiarity == nil)
  }

  @Test func whatCannotBeComputedHasAReason() throws {
    let sum = try row(omit: [String(repeating: "1", count: 4000)]).sum()
    #expect(sum.failure?.contains("states") == true)
    #expect(sum.value == nil && sum.digits == nil && !sum.isProven)
  }
}
