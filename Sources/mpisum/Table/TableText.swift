import ParallelSeries
import Series

/// A table for people: the columns that say something, the sums with their points under each other.
enum TableText {
  static func text(_ lines: [TableLine], _ sums: [TableSum]) -> String {
    let numbers = sums.filter { $0.peculiarity != .diverges }.compactMap(\.digits)
    let whole = numbers.map(Self.whole).max() ?? 0
    let columns: [(name: String, isNumber: Bool, cells: [String])] = [
      ("omit", false, lines.map { $0.row.omitted.joined(separator: " ") }),
      ("exactly", false, lines.map { $0.row.exactly.joined(separator: " ") }),
      ("at most", false, lines.map { $0.row.atMost.joined(separator: " ") }),
      ("base", true, lines.map { $0.row.base == 10 ? "" : String($0.row.base) }),
      ("N", true, lines.map(\.upto)),
      ("sum", false, sums.map { cell($0, whole: whole) }),
      ("note", false, sums.map(note)),
    ]
    let shown = columns.filter { column in column.cells.contains { !$0.isEmpty } }
    let rows = lines.indices.map { row in
      shown.map { $0.name == "base" ? String(lines[row].row.base) : $0.cells[row] }
    }
    return TextTable.lines(
      [shown.map(\.name)] + rows,
      rightAligned: Set(shown.indices.filter { shown[$0].isNumber })
    ).lines()
  }

  /// The sum with its point where all have theirs, or a word.
  private static func cell(_ sum: TableSum, whole: Int) -> String {
    guard let digits = sum.digits else { return "-" }
    if sum.peculiarity == .diverges { return "diverges" }
    return String(repeating: " ", count: max(0, whole - Self.whole(digits))) + digits
  }

  /// How many digits stand before the point.
  private static func whole(_ digits: String) -> Int {
    digits.prefix { $0 != "." }.count
  }

  /// What is special, in few words, or why there is no sum.
  private static func note(_ sum: TableSum) -> String {
    if let failure = sum.failure { return failure }
    return switch sum.peculiarity {
    case .empty: "empty"
    case .emptyUpTo: "empty up to N"
    case .finite(let count): "finite: \(count) numbers"
    case .diverges, nil: ""
    }
  }
}
