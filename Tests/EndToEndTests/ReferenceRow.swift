import Foundation

/// One row of the reference values that the engine `direct` can reach within seconds.
struct ReferenceRow {
  static let greatestLimit = 1_000_000_000

  let limit: Int
  let omit: [String]
  let base: Int
  let value: String
  let float64: Double
  let terms: String

  /// The row, or `nil` if it is of another series, infinite, too long, or in a base without digits.
  private init?(_ row: [String: Any]) {
    guard row["series"] as? String == "kempner",
      let limitText = row["N"] as? String, let limit = Int(limitText), limit <= Self.greatestLimit,
      let base = row["base"] as? Int, base <= 36,
      let omit = (row["omit"] as? String).map({ [$0] }) ?? row["omit"] as? [String],
      let value = row["value"] as? String, let terms = row["terms"] as? String,
      let float64 = (row["float64"] as? String).flatMap(Double.init)
    else { return nil }
    self.limit = limit
    self.omit = omit
    self.base = base
    self.value = value
    self.float64 = float64
    self.terms = terms
  }

  /// The rows that can be tested, and the number of other rows of such series.
  static func load() throws -> (rows: [ReferenceRow], skipped: Int) {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Reference/series.json")
    let table = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]]
    let finite = (table ?? []).filter {
      $0["series"] as? String == "kempner" && $0["N"] as? String != "inf"
    }
    let rows = finite.compactMap(ReferenceRow.init)
    return (rows, finite.count - rows.count)
  }
}
