import Series

extension SumResult {
  /// The result and the run as one JSON object on one line, schema `mpisum.sum/1`.
  ///
  /// Numbers that a reader's binary floating point might spoil are strings. All that depends on the
  /// layout is in the member `run`; `note`, `closed_form` and `at` are there only where there is something
  /// to say.
  func json(_ run: RunRecord) throws -> String {
    try Document(result: self, run: run).jsonLine()
  }

  fileprivate enum Keys: String, CodingKey {
    case schema, series, term, upto, engine, value, digits, terms, proven, claim, magnitude,
      condition,
      check, note, at, run
    case errorBound = "error_bound"
    case closedForm = "closed_form"
  }

  private struct Document: Encodable {
    let result: SumResult
    let run: RunRecord

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: Keys.self)
      try members.encode("mpisum.sum/1", forKey: .schema)
      try members.encode(result.series.description, forKey: .series)
      try members.encode(result.series.term.description, forKey: .term)
      try ConditionRecord(result.series.filter).encode(to: encoder)
      try members.encode(result.series.limit.description, forKey: .upto)
      try members.encode(result.engine.name, forKey: .engine)
      try members.encode(result.sum)
      try members.encode(result.claim, forKey: .claim)
      try members.encode(result.check, forKey: .check)
      try members.encodeIfPresent(result.closedForm, forKey: .closedForm)
      try members.encodeIfPresent(result.note, forKey: .note)
      if !result.partials.isEmpty {
        try members.encode(result.partials.map { Partial(limit: $0, sum: $1) }, forKey: .at)
      }
      try members.encode(run, forKey: .run)
    }
  }

  /// A partial sum.
  private struct Partial: Encodable {
    let limit: String
    let sum: SumValue

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: Keys.self)
      try members.encode(limit, forKey: .upto)
      try members.encode(sum)
    }
  }
}

extension KeyedEncodingContainer<SumResult.Keys> {
  fileprivate mutating func encode(_ sum: SumValue) throws {
    try encode(sum.value.description, forKey: .value)
    try encode(sum.digits, forKey: .digits)
    try encode(sum.errorBound, forKey: .errorBound)
    try encode(sum.terms.description, forKey: .terms)
    try encode(sum.isProven, forKey: .proven)
    try encode(sum.magnitude, forKey: .magnitude)
    try encode(sum.condition, forKey: .condition)
  }
}
