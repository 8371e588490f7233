/// Columns of text.
enum TextTable {
  /// The rows with their cells under each other, without spaces at the ends of lines.
  ///
  /// - Parameters:
  ///   - rows: the cells, as many in each row; the first row is usually the heading.
  ///   - rightAligned: the columns whose cells end under each other.
  /// - Returns: a line for each row.
  static func lines(_ rows: [[String]], rightAligned: Set<Int>) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        rightAligned.contains(column)
          ? row[column].rightAligned(to: widths[column]) : row[column].padded(to: widths[column])
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
