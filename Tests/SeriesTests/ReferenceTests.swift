import Foundation
import Series
import Summation
import Testing

/// The sums of `Tests/Reference/series.json`: published ones, and others that were computed by other
/// methods.
@Suite struct ReferenceTests {
  /// A row of that file that this package can express.
  struct Row: CustomTestStringConvertible, Sendable {
    let filter: DigitFilter
    let limit: SeriesLimit
    let value: String
    let isTruncated: Bool
    let terms: String?
    let float64: Double?

    var testDescription: String { "\(filter), N = \(limit)" }

    /// The row; nil for series that are no sums of 1/k over digits.
    init?(_ row: [String: Any]) throws {
      guard let series = row["series"] as? String, ["kempner", "irwin"].contains(series) else {
        return nil
      }
      let base = try #require(row["base"] as? Int)
      let omit: [String] =
        (row["omit"] as? String).map { [$0] }
        ?? (row["omit"] as? [String])
        ?? (row["omit"] as? [[Int]])?.map { Self.text($0, base) } ?? []
      let exactly = (row["exactly"] as? [[Any]] ?? []).map { "\($0[0]):\($0[1])" }
      filter = try DigitFilter(omitting: omit, exactly: exactly, base: base)
      limit = try Self.limit(#require(row["N"] as? String))
      value = try #require(row["value"] as? String)
      isTruncated = row["rounding"] as? String == "truncated"
      terms = row["terms"] as? String
      float64 = (row["float64"] as? String).flatMap(Double.init)
    }

    private static func text(_ digits: [Int], _ base: Int) -> String {
      base > 36
        ? digits.map(String.init).joined(separator: ",")
        : digits.map { String($0, radix: base) }.joined()
    }

    /// `inf`, a number, `10^n` or `10^n-1`; powers of very many digits stand for what is one less.
    private static func limit(_ text: String) throws -> SeriesLimit {
      if text == "inf" { return .infinity }
      guard let caret = text.firstIndex(of: "^") else {
        return .number(
          try #require(WholeNumber(decimalDigits: text.compactMap(\.wholeNumberValue))))
      }
      let isLess = text.hasSuffix("-1")
      let exponent = try #require(
        Int(text[text.index(after: caret)...].dropLast(isLess ? 2 : 0)))
      if exponent > 10_000 { return .power(base: 10, exponent: exponent) }
      let digits =
        isLess
        ? Array(repeating: 9, count: exponent) : [1] + Array(repeating: 0, count: exponent)
      return .number(try #require(WholeNumber(decimalDigits: digits)))
    }
  }

  static func load() throws -> (rows: [Row], others: [String]) {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Reference/series.json")
    let table = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]]
    var rows: [Row] = []
    var others: [String] = []
    for row in try #require(table) {
      if let row = try Row(row) {
        rows.append(row)
      } else {
        others.append("\(row["series"] ?? "?"), N = \(row["N"] ?? "?")")
      }
    }
    return (rows, others)
  }

  @Test func allDecimalsAreReproduced() throws {
    let (rows, others) = try Self.load()
    // Named series, which have no digit condition.
    print("not expressed, as no digit condition: \(others.joined(separator: "; "))")
    #expect(rows.count == 293 && others.count == 36)
    for row in rows {
      let engine = MomentsEngine(try SlowSeries(filter: row.filter, limit: row.limit))
      let places = row.value.split(separator: ".").dropFirst().first?.count ?? 0
      if row.isTruncated {
        // Its last digit and all before it begin the sum.
        let digits = try engine.sum(decimals: places + 10).digits(most: places + 10)
        #expect(digits.hasPrefix(row.value), "\(row.testDescription)")
      } else {
        let digits = try engine.sum(decimals: places).decimal(places: places)
        #expect(digits == row.value, "\(row.testDescription)")
      }
      if let float64 = row.float64 {
        let sum = try engine.sum(decimals: nil)
        #expect(sum.value == float64 && sum.isProven, "\(row.testDescription)")
      }
      if let terms = row.terms {
        #expect(engine.termCount == .exact(terms), "\(row.testDescription)")
      }
    }
  }
}
