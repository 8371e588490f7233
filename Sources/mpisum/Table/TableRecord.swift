import ParallelSeries
import Series

/// A row as programs read it: schema `mpisum.table/1`, and the columns of CSV.
///
/// What numbers a reader's binary floating point might spoil are texts.
struct TableRecord: Encodable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case omit, exactly
    case atMost = "at_most"
    case base, upto, engine, value, digits
    case errorBound = "error_bound"
    case proven, terms, note
  }

  private struct Document: Encodable {
    let schema = "mpisum.table/1"
    let rows: [TableRecord]
  }

  private let row: TableRow
  private let sum: TableSum

  init(_ row: TableRow, _ sum: TableSum) {
    self.row = row
    self.sum = sum
  }

  /// What is special about the sum, or why there is none.
  private var note: String? { sum.failure ?? sum.peculiarity?.description }

  func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(row.omitted, forKey: .omit)
    try members.encode(row.exactly, forKey: .exactly)
    try members.encode(row.atMost, forKey: .atMost)
    try members.encode(row.base, forKey: .base)
    try members.encode(row.upto, forKey: .upto)
    try members.encode(row.engine, forKey: .engine)
    // All of these are there in any case, if only as null.
    try members.encode(sum.value, forKey: .value)
    try members.encode(sum.digits, forKey: .digits)
    try members.encode(sum.errorBound, forKey: .errorBound)
    try members.encode(sum.isProven, forKey: .proven)
    try members.encode(sum.terms, forKey: .terms)
    try members.encode(note, forKey: .note)
  }

  /// The whole table as one JSON object on one line.
  static func json(_ rows: [TableRecord]) throws -> String {
    try Document(rows: rows).jsonLine()
  }

  /// The line before the rows (RFC 4180, but for the line ends).
  static let header = CodingKeys.allCases.map(\.rawValue).joined(separator: ",") + "\n"

  /// The row as a line in the order of ``CodingKeys``.
  var csv: String {
    let lists = [row.omitted, row.exactly, row.atMost].map { $0.joined(separator: " ") }
    let condition = lists + [String(row.base), row.upto, row.engine]
    let result = [sum.value, sum.digits, sum.errorBound].map { $0 ?? "" }
    let fields = condition + result + [String(sum.isProven), sum.terms ?? "", note ?? ""]
    return fields.map(Self.quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    let doubled = field.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"\(doubled)\""
  }
}
