/// One list of values: words of the command line, or a file's records, cut into columns if need be.
final class ValueSource {
  /// The columns' names, if there is a header.
  private(set) var names: [[UInt8]]?

  /// The number of columns that every record has; nil if it may vary, or is not yet known.
  private(set) var width: Int?

  /// The place of the last record, for messages.
  private(set) var place = ""

  private enum Records {
    case values(ArraySlice<[UInt8]>)
    case file(RecordReader)
  }

  private var records: Records
  private let columns: Columns
  private let isAlone: Bool

  /// Opens the file, and reads the header.
  ///
  /// Where the list is not alone, records of different widths would shift the numbers of the columns
  /// after them, and are an error.
  init(
    _ arguments: InputOptions.Arguments, _ options: InputOptions, isAlone: Bool
  ) throws(InputError) {
    columns = try Columns(options)
    self.isAlone = isAlone
    switch arguments {
    case .values(let values): records = .values(values[...])
    case .file(let path):
      records = .file(try RecordReader(path: path, isNullSeparated: options.isNullSeparated))
    }
    if case .none = columns { width = 1 }
    if options.hasHeader { try readHeader() }
  }

  private func readHeader() throws(InputError) {
    guard let header = try nextRecord() else {
      let list: String
      switch records {
      case .values: list = "the values after `:::`"
      case .file(let reader): list = reader.name
      }
      throw InputError("\(list): nothing there; with --header the first record names the columns")
    }
    names = header.map { Array(Columns.trimmed($0[...])) }
    width = header.count
  }

  /// The next record; nil at the end.
  func next() throws(InputError) -> [[UInt8]]? {
    guard let record = try nextRecord() else { return nil }
    if width == nil, !isAlone { width = record.count }
    if let width, record.count != width {
      let other = names == nil ? "the first record" : "the header"
      throw InputError("\(place): \(Self.columns(record.count)), but \(other) has \(width)")
    }
    return record
  }

  private func nextRecord() throws(InputError) -> [[UInt8]]? {
    switch records {
    case .values(var values):
      guard let value = values.popFirst() else { return nil }
      records = .values(values)
      if case .none = columns { return [value] }
      place = "the value '\(String(decoding: value, as: UTF8.self))'"
      return try value.withUnsafeBufferPointer { bytes throws(InputError) in
        try columns.split(UnsafeRawBufferPointer(bytes), place: place) { () throws(InputError) in
          nil
        }
      }
    case .file(let reader): return try nextRecord(of: reader)
    }
  }

  private func nextRecord(of reader: RecordReader) throws(InputError) -> [[UInt8]]? {
    if case .none = columns { return try reader.nextLine().map { [Array($0)] } }
    let isCSV = if case .csv = columns { true } else { false }
    while let record = try isCSV ? reader.next() : reader.nextLine() {
      // A line of nothing is no record of columns; where there are none, it is an empty value.
      if record.isEmpty || isCSV && record.elementsEqual("\r".utf8) { continue }
      place = reader.place
      return try columns.split(record, place: place) { () throws(InputError) in
        try reader.next()
      }
    }
    return nil
  }

  /// A number of columns in words.
  static func columns(_ count: Int) -> String { count == 1 ? "1 column" : "\(count) columns" }
}
