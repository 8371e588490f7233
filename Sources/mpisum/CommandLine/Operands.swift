/// What a command takes beside its options.
struct Operands: Sendable {
  /// The words after which values for a template follow, and nothing is an option any more.
  static let valueMarks: Set = [":::", ":::+", "::::", "::::+"]

  /// The forms of the command line, each without program, command and options, for the help.
  let forms: [String]
  /// Whether ``valueMarks`` mean something.
  let hasValueMarks: Bool

  init(_ forms: String..., hasValueMarks: Bool = false) {
    self.forms = forms
    self.hasValueMarks = hasValueMarks
  }
}
