import ParallelSeries

/// A row of the table that is to be computed, and what was typed for its limit.
struct TableLine: Sendable {
  let row: TableRow
  /// Such as `1e30`, which is shorter than all its digits.
  let upto: String
}
