import Foundation

/// The JSON object `mpisum.table/1`, as a reader of it would declare it.
struct TableDocument: Decodable {
  struct Row: Decodable, Equatable {
    let omit: [String]
    let exactly: [String]
    let at_most: [String]
    let base: Int
    let upto: String
    let engine: String
    let value: String?
    let digits: String?
    let error_bound: String?
    let proven: Bool
    let terms: String?
    let note: String?

    /// The options that ask for the same sum.
    var arguments: [String] {
      ["--base", "\(base)", "-n", upto, "--engine", engine]
        + omit.flatMap { ["--omit", $0] } + exactly.flatMap { ["--exactly", $0] }
        + at_most.flatMap { ["--at-most", $0] }
    }

    /// The row as CSV has it, where no field needs quotes.
    var fields: [String] {
      [omit, exactly, at_most].map { $0.joined(separator: " ") }
        + [
          "\(base)", upto, engine, value ?? "", digits ?? "", error_bound ?? "", "\(proven)",
          terms ?? "", note ?? "",
        ]
    }
  }

  let schema: String
  let rows: [Row]

  init(_ text: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
  }
}
