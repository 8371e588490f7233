/// One command of the program: a table of options and the words that explain it.
struct Command: Sendable {
  /// A command line worth showing and what it does.
  struct Example: Sendable {
    let line: String
    let help: String
  }

  /// The word or the two words that select the command, such as `farm status`.
  let name: String
  /// Whether the command is meant when no command is named.
  let isDefault: Bool
  /// What the command does: one sentence.
  let purpose: String
  /// More about it, a paragraph each.
  let paragraphs: [String]
  /// Its options in the order of the help, the common ones included.
  let options: [Option]
  /// What else it takes; nil if that is nothing.
  let operands: Operands?
  /// What its exit statuses mean.
  let exitStatuses: [ExitStatus.Meaning]
  /// Examples for the help and the man page.
  let examples: [Example]
  /// Runs the command on this rank.
  let run: @Sendable (ParsedOptions) throws(UsageError) -> ExitStatus

  /// The options that the help and the completions show.
  var shownOptions: [Option] { options.filter { !$0.isHidden } }

  /// The words of its name.
  var nameWords: [String] { name.split(separator: " ").map(String.init) }

  /// How the command is called: `mpisum [sum]` if it is the default one.
  var invocation: String { isDefault ? "\(Program.name) [\(name)]" : typed }

  /// What a user types to be given the command: `mpisum` if it is the default one.
  var typed: String { isDefault ? Program.name : "\(Program.name) \(name)" }
}
