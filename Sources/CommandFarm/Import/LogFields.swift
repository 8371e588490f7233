/// A line with tabs between its fields, the last of which may have tabs in it.
struct LogFields {
  private let fields: [UnsafeRawBufferPointer.SubSequence]

  /// Cuts a line into so many fields.
  init(_ line: UnsafeRawBufferPointer, count: Int) throws(LoggedAttempt.Fault) {
    fields = line.split(
      separator: UInt8(ascii: "\t"), maxSplits: count - 1, omittingEmptySubsequences: false)
    guard fields.count == count else {
      throw LoggedAttempt.Fault(
        "\(count) columns with tabs between them are expected, and there are \(fields.count)")
    }
  }

  func bytes(_ column: Int) -> [UInt8] { Array(fields[column]) }

  func text(_ column: Int) -> String { String(decoding: fields[column], as: UTF8.self) }

  /// More is in no log, and JSON holds it exactly.
  static let most = 1 << 53

  /// A whole number in a range.
  func integer(
    _ column: Int, _ name: String, in range: ClosedRange<Int>
  ) throws(LoggedAttempt.Fault) -> Int {
    guard let number = Int(text(column)), range.contains(number) else {
      throw LoggedAttempt.Fault(
        "\(name) has to be a whole number from \(range.lowerBound) to \(range.upperBound), and is"
          + " '\(text(column))'")
    }
    return number
  }

  /// A number of seconds, perhaps with blanks before it, and up to 3000 years.
  func seconds(
    _ column: Int, _ name: String, from least: Double = 0
  ) throws(LoggedAttempt.Fault) -> Double {
    let digits = text(column).drop { $0 == " " }
    guard let number = Double(digits), (least...1e11).contains(number) else {
      throw LoggedAttempt.Fault(
        "\(name) has to be a number of seconds, at most 1e11, and is '\(digits)'")
    }
    return number
  }
}
