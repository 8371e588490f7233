/// A table as a JSON object with an array for each column, which rows are added to.
struct ReportColumns {
  private let names: [String]
  private var columns: [ReportText]

  init(_ names: [String]) {
    self.names = names
    columns = Array(repeating: ReportText(), count: names.count)
  }

  /// Adds a value to a column.
  mutating func append(_ value: Int, to column: Int) {
    separate(column)
    columns[column].append(String(value))
  }

  /// Adds a time in tenths of milliseconds, or null if it is none.
  mutating func append(time: Double, to column: Int) {
    separate(column)
    let tenths = (time * 1e4).rounded()
    columns[column].append(tenths.magnitude < 1e15 ? String(Int(tenths)) : "null")
  }

  /// Adds a text, or null.
  mutating func append(shown text: UnsafeRawBufferPointer?, limit: Int, to column: Int) {
    separate(column)
    guard let text else { return columns[column].append("null") }
    columns[column].append("\"")
    columns[column].append(shown: text, limit: limit)
    columns[column].append("\"")
  }

  private mutating func separate(_ column: Int) {
    if !columns[column].bytes.isEmpty { columns[column].append(",") }
  }

  /// Writes the table.
  func write(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
    for (place, name) in names.enumerated() {
      var text = ReportText()
      text.append("\(place == 0 ? "{" : ",\n")\"\(name)\":[")
      try text.write(write)
      try columns[place].bytes.withUnsafeBytes(write)
      text.append("]")
      try text.write(write)
    }
    var end = ReportText()
    end.append("}")
    try end.write(write)
  }
}
