import Series

/// The members of a JSON object that say which numbers are meant.
struct ConditionRecord: Encodable {
  enum CodingKeys: String, CodingKey {
    case omit, exactly, base
    case atMost = "at_most"
  }

  let omit: [String]
  let exactly: [String]
  let atMost: [String]
  let base: Int

  init(_ filter: DigitFilter) {
    omit = filter.omitted.map(\.description)
    exactly = filter.exactly.map(\.description)
    atMost = filter.atMost.map(\.description)
    base = filter.base
  }
}
