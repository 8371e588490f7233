/// What makes sums of the rows that a ``RowWalk`` shows it.
protocol RowVisitor {
  /// A block's rows follow.
  mutating func beginBlock(first: Int)

  /// The first `count` numbers of a row, at least 1, whose numbers begin with `first`.
  mutating func addRow(_ table: RowTable, count: Int, first: Int)

  /// The block has no more.
  mutating func endBlock(first: Int)
}

extension RowVisitor {
  mutating func beginBlock(first: Int) {}
  mutating func endBlock(first: Int) {}
}
