/// One command-line option: all that the parser, the help, the man page and the completions know of it.
struct Option: Sendable {
  /// What an option's argument is called and may be.
  struct Argument: Sendable {
    /// The placeholder in the help, such as `N`.
    let name: String
    /// Words that a shell completes; empty if the argument is free text.
    let words: [String]
    /// Whether the argument is the name of a file or a directory.
    let isPath: Bool
  }

  /// The name without its dashes; it identifies the option.
  let long: String
  /// The one-letter form, if there is one.
  let short: Character?
  /// The argument that the option requires, or `nil` for a switch.
  let argument: Argument?
  /// One sentence, without a full stop, in ASCII.
  let help: String
  /// What holds when the option is absent, as the user would type it.
  let standard: String?
  /// Whether each occurrence adds to the ones before it, instead of replacing them.
  let isRepeatable: Bool
  /// Whether the option stands in no help and no completion.
  let isHidden: Bool
  /// Whether nothing after the option matters, as with `--help`.
  let endsParsing: Bool

  init(
    _ long: String, short: Character? = nil, argument: String? = nil, words: [String] = [],
    isPath: Bool = false, help: String, standard: String? = nil, isRepeatable: Bool = false,
    isHidden: Bool = false, endsParsing: Bool = false
  ) {
    self.long = long
    self.short = short
    self.argument = argument.map { Argument(name: $0, words: words, isPath: isPath) }
    self.help = help
    self.standard = standard
    self.isRepeatable = isRepeatable
    self.isHidden = isHidden
    self.endsParsing = endsParsing
  }

  /// The option as the help lists it, such as `-n, --upto N`.
  var signature: String {
    let letter = short.map { "-\($0), " } ?? "    "
    let name = argument.map { "--\(long) \($0.name)" } ?? "--\(long)"
    return letter + name
  }

  /// The option as a synopsis shows it, such as `[-n|--upto N]` or `[--omit STRING]...`.
  var synopsis: String {
    let letter = short.map { "-\($0)|" } ?? ""
    let value = argument.map { " \($0.name)" } ?? ""
    return "[\(letter)--\(long)\(value)]" + (isRepeatable ? "..." : "")
  }
}
