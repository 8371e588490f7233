/// The options and the operands that were given, in their order.
struct ParsedOptions {
  private(set) var occurrences: [(option: Option, value: String?)] = []

  /// The words that are no options.
  private(set) var operands: [Word] = []

  /// Notes one occurrence.
  mutating func append(_ option: Option, _ value: String?) {
    occurrences.append((option, value))
  }

  /// Notes words that are no options.
  mutating func append(operands words: some Sequence<Word>) {
    operands += words
  }

  /// The option that made the parser stop before the end, such as `--help`.
  var ending: Option? {
    occurrences.last.flatMap { $0.option.endsParsing ? $0.option : nil }
  }

  func contains(_ option: Option) -> Bool {
    occurrences.contains { $0.option.long == option.long }
  }

  /// The values of all occurrences of an option that takes one.
  func values(of option: Option) -> [String] {
    occurrences.compactMap { $0.option.long == option.long ? $0.value : nil }
  }

  /// The value that counts: the last one, or the option's standard value.
  func value(of option: Option) -> String {
    values(of: option).last ?? option.standard ?? ""
  }
}
