import Series

extension SumResult {
  /// The result and the run as one JSON object on one line, schema `mpisum.sum/1`.
  ///
  /// Numbers that a reader's binary floating point might spoil are strings. All that depends on the
  /// layout is in the member `run`; `note` is there only where there is something to say.
  func json(_ run: RunRecord) throws -> String {
    try Document(result: self, run: run).jsonLine()
  }

  private struct Document: Encodable {
    enum CodingKeys: String, CodingKey {
      case schema, series, upto, engine, value, digits, terms, proven,
        check, note, run
      case errorBound = "error_bound"
    }

    let result: SumResult
    let run: RunRecord

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: CodingKeys.self)
      try members.encode("mpisum.sum/1", forKey: .schema)
      try members.encode(result.series.description, forKey: .series)
      try ConditionRecord(result.series.filter).encode(to: encoder)
      try members.encode(result.series.limit.description, forKey: .upto)
      try members.encode(result.engine.name, forKey: .engine)
      try members.encode(result.value.description, forKey: .value)
      try members.encode(result.digits, forKey: .digits)
      try members.encode(result.errorBound, forKey: .errorBound)
      try members.encode(result.terms.description, forKey: .terms)
      try members.encode(result.isProven, forKey: .proven)
      try members.encode(result.check, forKey: .check)
      try members.encodeIfPresent(result.note, forKey: .note)
      try members.encode(run, forKey: .run)
    }
  }
}
