import ParallelSeries

/// What each rank did, and how evenly, for `--verbose`.
enum RankTable {
  static func text(_ report: WorkReport) -> String {
    let rows =
      [["rank", "host", "threads", "terms", "seconds"]]
      + report.ranks.map { rank in
        [
          String(rank.rank), rank.host, String(rank.threads), String(rank.terms),
          rank.seconds.fixed(3),
        ]
      }
    // Only the host is text; numbers stand under each other's last digits.
    let table = TextTable.lines(rows, rightAligned: [0, 2, 3, 4])
    return table.lines() + "balance (max/mean seconds): \(report.imbalance.fixed(3))\n"
  }
}
