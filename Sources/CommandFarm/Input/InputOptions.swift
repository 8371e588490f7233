/// Where a farm's tasks come from, and how what is read becomes commands.
public struct InputOptions: Sendable {
  /// What fills a template.
  public enum Arguments: Sendable {
    /// The words after `:::`.
    case values([[UInt8]])
    /// A file of values, one a line, after `::::` or `-a`; `-` is standard input.
    case file(String)
  }

  /// One list of values.
  public struct Source: Sendable {
    /// What it consists of.
    public var arguments: Arguments
    /// Whether the list advances together with the one before it (`:::+`, `::::+`), and both end
    /// with the shorter; otherwise every value of it meets every value of those before.
    public var isLinked: Bool

    /// A list that is combined with those before it.
    public init(_ arguments: Arguments, isLinked: Bool = false) {
      self.arguments = arguments
      self.isLinked = isLinked
    }
  }

  /// The command with replacement strings; nil if the lines are the commands.
  public var template: [UInt8]?

  /// The file of commands, where there is no template; `-` is standard input.
  public var file: String?

  /// The values for a template.
  ///
  /// Of several lists the last varies fastest.
  public var sources: [Source] = []

  /// Whether records end with a NUL instead of a newline.
  public var isNullSeparated = false

  /// What separates the columns of a line of values, taken literally, but that `\t` is a tab; nil for no
  /// columns, and for a comma in CSV.
  public var columnSeparator: [UInt8]?

  /// Whether the values are CSV as RFC 4180 has it.
  public var isCSV = false

  /// Whether the first record of each list names its columns.
  public var hasHeader = false

  /// Whether values are quoted for the shell.
  public var isQuoted = true

  /// A list of commands; `-` is standard input.
  public init(file: String) { self.file = file }

  /// A template, and what fills it.
  public init(template: [UInt8], sources: [Source]) {
    self.template = template
    self.sources = sources
  }
}
