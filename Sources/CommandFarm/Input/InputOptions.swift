/// Where the tasks come from, and how they are read.
public struct InputOptions: Sendable {
  /// Values for a template.
  public enum Arguments: Sendable {
    /// Given on the command line, after `:::`.
    case values([[UInt8]])
    /// The lines of a file, after `::::` or `--arg-file`; `-` is standard input.
    case file(String)
  }

  /// One of a template's sources of values.
  public struct Source: Sendable {
    /// The values, or where they are.
    public var arguments: Arguments
    /// Whether its values go with those of the source before it, one by one (`:::+`), instead of each
    /// with all of them.
    public var isLinked: Bool

    /// A source.
    public init(_ arguments: Arguments, isLinked: Bool = false) {
      self.arguments = arguments
      self.isLinked = isLinked
    }
  }

  /// The command with its placeholders; nil if the lines of `file` are the commands.
  public var template: [UInt8]?
  /// The task file where there is no template; `-` is standard input.
  public var file: String?
  /// The template's sources; all combinations are tasks, the last source varies fastest.
  public var sources: [Source]
  /// Whether records end with a null character instead of a newline.
  public var isNullSeparated = false
  /// What separates the columns of a line; nil: a line is one value.
  public var columnSeparator: [UInt8]?
  /// Whether lines are comma-separated values as RFC 4180 has them.
  public var isCSV = false
  /// Whether the first line names the columns.
  public var hasHeader = false
  /// Whether values are quoted for the shell.
  public var isQuoted = true

  /// The lines of a task file.
  public init(file: String) {
    self.file = file
    sources = []
  }

  /// A template and its sources.
  public init(template: [UInt8], sources: [Source]) {
    self.template = template
    self.sources = sources
  }
}
