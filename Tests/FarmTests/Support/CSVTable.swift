/// A table of comma-separated values with a line of names (RFC 4180).
struct CSVTable {
  /// The lines after the first, by the names of their columns.
  let rows: [[String: String]]

  /// Reads a table.
  init(_ text: String) throws {
    var records: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var wasQuote = false
    for character in text.unicodeScalars {
      if isQuoted && !wasQuote {
        if character == "\"" { wasQuote = true } else { field.unicodeScalars.append(character) }
        continue
      }
      switch character {
      case "\"":
        // The second of two within quotes is one of the field.
        if wasQuote { field.append("\"") }
        (isQuoted, wasQuote) = (true, false)
      case ",", "\n":
        records[records.count - 1].append(field)
        if character == "\n" { records.append([]) }
        (field, isQuoted, wasQuote) = ("", false, false)
      default: field.unicodeScalars.append(character)
      }
    }
    guard records.removeLast().isEmpty, field.isEmpty, let names = records.first else {
      throw FarmProblem("the table does not end with a newline")
    }
    rows = try records.dropFirst().map { record in
      guard record.count == names.count else { throw FarmProblem("not a line: \(record)") }
      return Dictionary(uniqueKeysWithValues: zip(names, record))
    }
  }
}
