import Testing

extension EndToEnd {
  /// The program against values that were computed by other methods.
  @Suite struct ReferenceTests {
    @Test func reachableReferenceValuesAgree() throws {
      let (rows, skipped) = try ReferenceRow.load()
      print("\(rows.count) reference values tested, \(skipped) of these series are out of reach")
      #expect(rows.count >= 51)
      for row in rows {
        let run = try Run.mpisum(
          ["--json", "-n", "\(row.limit)", "--base", "\(row.base)"]
            + row.omit.flatMap { ["--omit", $0] },
          ranks: 2)
        let name: Comment = "base \(row.base), omit \(row.omit), N = \(row.limit): \(run.error)"
        #expect(run.status == 0, name)
        let document = try SumDocument(run.output)
        #expect(document.value == row.float64.description, name)
        #expect(document.proven, name)
        #expect(document.terms == row.terms, name)
        // Every digit shown must be right, and the bound must leave more of them than a double has.
        let places = min(DecimalText.places(of: document.digits), DecimalText.places(of: row.value))
        #expect(places >= 17, name)
        #expect(
          DecimalText.rounded(document.digits, to: places)
            == DecimalText.rounded(row.value, to: places), name)
      }
    }
  }
}
