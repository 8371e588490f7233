import Series
import Summation

/// The answer to `--exceed`: nothing in it depends on the layout.
struct ThresholdResult {
  let series: SlowSeries
  let value: DecimalNumber
  let threshold: Threshold

  /// The number, or its first digits and the power of ten.
  private var number: String? {
    switch threshold {
    case .never: nil
    case .number(let number): number.description
    case .about(let text, digits: _): text
    }
  }

  private var digitCount: Int? {
    switch threshold {
    case .never: nil
    case .number(let number): number.decimalCount
    case .about(_, let digits): digits
    }
  }

  private var isExact: Bool {
    if case .number = threshold { true } else { false }
  }

  /// The sum of all terms, if that is why there is no number.
  private var limit: String? {
    if case .never(let limit) = threshold { limit.digits(most: 30) } else { nil }
  }

  /// The result's lines for standard output.
  var text: String {
    var lines = [("series", series.description), ("exceeded", value.description)]
    if let number, let digitCount {
      lines.append(("least N", number))
      lines.append(
        ("digits of N", "\(digitCount)\(isExact ? "" : ", of which the first are shown")"))
    } else {
      lines.append(("least N", "none"))
      lines.append(("note", "the sum of all terms, \(limit ?? "0"), is not more"))
    }
    return lines.labelled()
  }

  /// The result and the run as one JSON object on one line, schema `mpisum.exceed/1`.
  func json(_ run: RunRecord) throws -> String {
    try Document(result: self, run: run).jsonLine()
  }

  private struct Document: Encodable {
    enum CodingKeys: String, CodingKey {
      case schema, series, exceed, n, exact, limit, run
      case digitCount = "n_digits"
    }

    let result: ThresholdResult
    let run: RunRecord

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: CodingKeys.self)
      try members.encode("mpisum.exceed/1", forKey: .schema)
      try members.encode(result.series.description, forKey: .series)
      try ConditionRecord(result.series.filter).encode(to: encoder)
      try members.encode(result.value.description, forKey: .exceed)
      try members.encode(result.number, forKey: .n)
      try members.encode(result.digitCount, forKey: .digitCount)
      try members.encode(result.isExact, forKey: .exact)
      try members.encode(result.limit, forKey: .limit)
      try members.encode(run, forKey: .run)
    }
  }
}
