/// How a record of a list of values is cut into columns.
enum Columns {
  /// The record is the value.
  case none
  /// Columns between separators, without the blanks around them.
  case separated(by: [UInt8])
  /// RFC 4180, with a separator of one byte.
  case csv(separator: UInt8)

  /// Takes the options, whichever list they are for.
  init(_ options: InputOptions) throws(InputError) {
    var separator = options.columnSeparator
    if separator == Array(#"\t"#.utf8) { separator = [0x09] }
    guard separator != [] else {
      throw InputError("--colsep: the separator is empty; it must be at least one byte")
    }
    guard options.isCSV else {
      self = separator.map { .separated(by: $0) } ?? .none
      return
    }
    let bytes = separator ?? [UInt8(ascii: ",")]
    guard bytes.count == 1, !"\"\r\n".utf8.contains(bytes[0]) else {
      throw InputError("--colsep: with --csv the separator must be one byte, and not a quote")
    }
    guard !options.isNullSeparated else {
      throw InputError("--null and --csv exclude each other: records of CSV end with a newline")
    }
    self = .csv(separator: bytes[0])
  }

  /// Cuts a record into columns.
  ///
  /// `more` is asked for the next line where a value of CSV has a newline in it; errors name `place`.
  func split(
    _ record: UnsafeRawBufferPointer, place: String,
    more: () throws(InputError) -> UnsafeRawBufferPointer?
  ) throws(InputError) -> [[UInt8]] {
    switch self {
    case .none: return [Array(record)]
    case .separated(let separator): return Self.split(record, by: separator)
    case .csv(let separator):
      var parser = CSVRecord(separator: separator)
      var line: UnsafeRawBufferPointer? = record
      repeat {
        guard let part = line else {
          throw InputError("\(place): a quoted value begins here and does not end")
        }
        do throws(CSVRecord.Fault) {
          try parser.append(part)
        } catch {
          throw InputError("\(place): \(error.description)")
        }
        if parser.isOpen { line = try more() }
      } while parser.isOpen
      return parser.values
    }
  }

  private static func split(
    _ record: UnsafeRawBufferPointer, by separator: [UInt8]
  ) -> [[UInt8]] {
    var values: [[UInt8]] = []
    var start = 0
    var position = 0
    while position + separator.count <= record.count {
      if record[position] == separator[0], record[position...].starts(with: separator) {
        values.append(Array(trimmed(record[start..<position])))
        position += separator.count
        start = position
      } else {
        position += 1
      }
    }
    values.append(Array(trimmed(record[start...])))
    return values
  }

  /// Without the blanks at both ends.
  static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ text: Bytes) -> Bytes.SubSequence
  where Bytes.SubSequence == Bytes {
    var text = text
    while let first = text.first, ShellSyntax.isBlank(first) { text.removeFirst() }
    while let last = text.last, ShellSyntax.isBlank(last) { text.removeLast() }
    return text
  }
}
