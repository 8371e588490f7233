import ParallelSeries

/// What each rank did, and how evenly, for `--verbose`.
enum RankTable {
  static func text(_ report: SumReport) -> String {
    let rows =
      [["rank", "host", "threads", "terms", "seconds"]]
      + report.ranks.map { rank in
        [
          String(rank.rank), rank.host, String(rank.threads), String(rank.terms),
          rank.seconds.fixed(3),
        ]
      }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let table = rows.map { row in
      row.indices.map { column in
        // Only the host is text; numbers stand under each other's last digits.
        column == 1
          ? row[column].padded(to: widths[column]) : row[column].rightAligned(to: widths[column])
      }.joined(separator: "  ")
    }
    return table.lines() + "balance (max/mean seconds): \(report.imbalance.fixed(3))\n"
  }
}
