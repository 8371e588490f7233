import FoundationEssentials
import ParallelSeries
import Series
import Summation

extension SumResult {
  /// The result as one JSON object on one line, schema `mpisum.sum/1`.
  ///
  /// Numbers that a reader's binary floating point might spoil are strings. All that depends on the
  /// layout is in the member `run`.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Document(self)), as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    /// A member that has no value in this version, and is there all the same.
    struct Null: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encodeNil()
      }
    }

    enum CodingKeys: String, CodingKey {
      case schema, series, omit, exactly, base, upto, engine, value, digits, terms, proven, check,
        run
      case atMost = "at_most"
      case errorBound = "error_bound"
    }

    let schema = "mpisum.sum/1"
    let series: String
    let omit: [String]
    let exactly: [String] = []
    let atMost: [String] = []
    let base: Int
    let upto: String
    let engine: String
    let value: String
    let digits: String
    let terms: String
    let errorBound: String
    let proven: Bool
    let check = Null()
    let run: RunRecord

    init(_ result: SumResult) {
      let sum = result.report.sum
      series = result.series.description
      omit = result.series.filter.omitted
      base = result.series.filter.base
      upto = String(result.series.upperLimit)
      engine = result.options.engine.rawValue
      value = sum.value.description
      digits = sum.digits
      terms = String(sum.termCount)
      errorBound = sum.errorBoundText
      proven = sum.isProven
      run = result.run
    }
  }
}
