import Foundation
import Series
import Summation
import Testing

/// The sums of `Tests/Reference/series.json`: published ones, and others that were computed by other
/// methods.
@Suite struct ReferenceTests {
  /// A row of that file that this package can express.
  struct Row: CustomTestStringConvertible, Sendable {
    let term: Term
    let filter: DigitFilter
    let limit: SeriesLimit
    let value: String
    let isTruncated: Bool
    let terms: String?
    let float64: Double?

    var testDescription: String { "\(term), \(filter), N = \(limit)" }

    /// The sum, as exactly as ``MomentsEngine/sum(decimals:team:)`` says.
    func sum(decimals: Int?) throws -> Enclosure {
      let series = try SlowSeries(term, filter: filter, limit: limit)
      return term == .reciprocal
        ? try MomentsEngine(series).sum(decimals: decimals)
        : try TermMoments(series).sum(decimals: decimals)
    }

    /// By the first word of the series' name.
    private static func term(_ row: [String: Any]) throws -> Term? {
      switch (row["series"] as? String)?.split(separator: " ").first {
      case "kempner", "irwin", "harmonic": return .reciprocal
      case "basel": return .power(try #require(ExactNumber("2")))
      case "alternating": return .alternating
      case "leibniz": return .leibniz
      case "sum":
        // `1`, `1/10 (exact)` or `0.1 (binary64 0x1.999999999999ap-4)`.
        let theta = try #require(row["theta"] as? String).split(separator: " ")
        let text = theta.count == 3 ? theta[2].dropLast() : theta[0]
        return .cosine(try #require(ExactNumber(String(text))))
      default: return nil
      }
    }

    /// The row; nil for series that are not known here.
    init?(_ row: [String: Any]) throws {
      guard let term = try Self.term(row) else { return nil }
      self.term = term
      let base = row["base"] as? Int ?? 10
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
    #expect(rows.count == 329 && others.isEmpty)
    for row in rows {
      let places = row.value.split(separator: ".").dropFirst().first?.count ?? 0
      if row.isTruncated {
        // Its last digit and all before it begin the sum.
        let digits = try row.sum(decimals: places + 10).digits(most: places + 10)
        #expect(digits.hasPrefix(row.value), "\(row.testDescription)")
      } else {
        let digits = try row.sum(decimals: places).decimal(places: places)
        #expect(digits == row.value, "\(row.testDescription)")
      }
      if let float64 = row.float64 {
        let sum = try row.sum(decimals: nil)
        #expect(sum.value == float64 && sum.isProven, "\(row.testDescription)")
      }
      if let terms = row.terms {
        let series = try SlowSeries(row.term, filter: row.filter, limit: row.limit)
        #expect(
          MomentsEngine(series).termCount == .exact(terms), "\(row.testDescription)")
      }
    }
  }
}
