/// A record of comma-separated values, as RFC 4180 has it, put together from one or more lines.
struct CSVRecord {
  /// Why a text is no record: what would be right.
  enum Fault: Error {
    /// A quoted value goes on behind its closing quote.
    case textAfterQuote
    /// There is a quote in a value without quotes.
    case quoteInPlainValue

    /// What is wrong, and what would be right.
    var description: String {
      switch self {
      case .textAfterQuote:
        #"text after a closing quote; a quote within a quoted value is doubled: "a ""b"" c""#
      case .quoteInPlainValue:
        #"a quote within a value; enclose the value in quotes and double it: "a ""b"" c""#
      }
    }
  }

  /// The values so far.
  private(set) var values: [[UInt8]] = []

  /// Whether a quoted value goes on in the next line.
  private(set) var isOpen = false

  private let separator: UInt8

  init(separator: UInt8) { self.separator = separator }

  /// Reads a line without its newline: a record, or what follows of one that goes on.
  ///
  /// A carriage return at the end belongs to the newline, but within quotes.
  mutating func append(_ line: UnsafeRawBufferPointer) throws(Fault) {
    let end = line.last == UInt8(ascii: "\r") ? line.count - 1 : line.count
    var position = 0
    if isOpen {
      values[values.count - 1].append(UInt8(ascii: "\n"))
      try readQuoted(line, from: &position, end: end)
    } else {
      try readValue(line, from: &position, end: end)
    }
    while !isOpen, position < end {
      position += 1
      try readValue(line, from: &position, end: end)
    }
  }

  /// Reads a value up to the separator behind it, or the end.
  private mutating func readValue(
    _ line: UnsafeRawBufferPointer, from position: inout Int, end: Int
  ) throws(Fault) {
    if position < end, line[position] == Self.quote {
      position += 1
      values.append([])
      try readQuoted(line, from: &position, end: end)
    } else {
      let start = position
      while position < end, line[position] != separator {
        if line[position] == Self.quote { throw .quoteInPlainValue }
        position += 1
      }
      values.append(Array(line[start..<position]))
    }
  }

  /// Reads up to and with the closing quote, or to the end if that is in a later line.
  private mutating func readQuoted(
    _ line: UnsafeRawBufferPointer, from position: inout Int, end: Int
  ) throws(Fault) {
    isOpen = true
    while position < line.count {
      let byte = line[position]
      position += 1
      if byte == Self.quote {
        guard position < line.count, line[position] == Self.quote else {
          isOpen = false
          if position < end, line[position] != separator { throw .textAfterQuote }
          return
        }
        position += 1
      }
      values[values.count - 1].append(byte)
    }
  }

  private static let quote = UInt8(ascii: "\"")
}
