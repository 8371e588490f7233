import ParallelSeries
import Series

/// Options whose values have braces.
extension ParsedOptions {
  /// More rows than this are taken for a mistake.
  static let mostRows = 1_000_000

  /// The rows that the options stand for.
  ///
  /// - Parameter decimals: that are wanted of every row.
  /// - Returns: every combination of what braces expand to; the leftmost changes slowest.
  /// - Throws: ``UsageError`` for the first that is no condition.
  func tableLines(decimals: Int?) throws(UsageError) -> [TableLine] {
    var lines: [TableLine] = []
    for options in try only(OptionTable.tableConditions).expanded() {
      let filter = try options.digitFilter()
      let limit = try options.seriesLimit(OptionTable.upto, base: filter.base)
      let row = TableRow(filter: filter, limit: limit, decimals: decimals)
      let typed = options.value(of: OptionTable.upto)
      lines.append(TableLine(row: row, upto: limit == .infinity ? "inf" : typed))
    }
    return lines
  }

  /// The occurrences of some options that count.
  func only(_ options: [Option]) -> ParsedOptions {
    var kept = ParsedOptions()
    for (index, occurrence) in occurrences.enumerated() {
      let isReplaced =
        !occurrence.option.isRepeatable
        && occurrences[(index + 1)...].contains { $0.option.long == occurrence.option.long }
      if !isReplaced, options.contains(where: { $0.long == occurrence.option.long }) {
        kept.append(occurrence.option, occurrence.value)
      }
    }
    return kept
  }

  /// Every combination of the texts that the braces in all values stand for.
  func expanded() throws(UsageError) -> [ParsedOptions] {
    let expansions = occurrences.map { ($0.option, BraceExpansion($0.value ?? "")) }
    var count = 1
    for (option, expansion) in expansions {
      let (product, overflow) = count.multipliedReportingOverflow(by: expansion.count ?? .max)
      guard !overflow, product <= Self.mostRows else {
        let value = occurrences.first { $0.option.long == option.long }?.value ?? ""
        throw UsageError(
          "--\(option.long) \(value.quoted) makes more than \(Self.mostRows) rows; make several"
            + " tables")
      }
      count = product
    }
    var rows = [ParsedOptions()]
    for (option, expansion) in expansions {
      let texts = expansion.texts
      rows = rows.flatMap { row in
        texts.map { text in
          var row = row
          row.append(option, text)
          return row
        }
      }
    }
    return rows
  }
}
