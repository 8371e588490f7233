import Foundation

/// The JSON object `mpisum.sum/1`, as a reader of it would declare it.
struct SumDocument: Decodable {
  struct Record: Decodable {
    struct Seconds: Decodable {
      let total: Double
      let compute: Double
      let reduce: Double
    }

    let ranks: Int
    let threads: [Int]
    let hosts: [String]
    let seconds: Seconds
    let mpi: String
    let version: String
    let isa: String
    let started: String
  }

  struct Check: Decodable {
    let engine: String
    let value: String
    let agrees: Bool
  }

  struct Partial: Decodable {
    let upto: String
    let value: String
    let digits: String
    let error_bound: String
    let terms: String
    let proven: Bool
  }

  struct ClosedForm: Decodable {
    let formula: String
    let value: String
  }

  let schema: String
  let series: String
  let omit: [String]
  let exactly: [String]
  let at_most: [String]
  let base: Int
  let upto: String
  let engine: String
  let value: String
  let digits: String
  let terms: String
  let error_bound: String
  let proven: Bool
  let check: Check?
  let note: String?
  let claim: String
  let magnitude: String?
  let condition: String?
  let closed_form: ClosedForm?
  let at: [Partial]?
  let run: Record

  init(_ text: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
  }

  /// The text of an object without its member `run`, byte for byte.
  static func withoutRun(_ text: String) -> String? {
    guard let start = text.range(of: "\"run\":{") else { return nil }
    var depth = 1
    var end: String.Index = start.upperBound
    while depth > 0 {
      guard end < text.endIndex else { return nil }
      if text[end] == "{" { depth += 1 }
      if text[end] == "}" { depth -= 1 }
      end = text.index(after: end)
    }
    return String(text[..<start.lowerBound] + text[end...])
  }
}
