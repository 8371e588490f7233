/// A status that the program ends with.
struct ExitStatus: RawRepresentable, Hashable, Sendable {
  /// What a status says of one command, for the help and the man page.
  struct Meaning: Sendable {
    let status: ExitStatus
    let help: String

    init(_ status: ExitStatus, _ help: String) {
      self.status = status
      self.help = help
    }
  }

  let rawValue: Int32

  static let done = ExitStatus(rawValue: 0)
  /// Some tasks failed.
  static let tasksFailed = ExitStatus(rawValue: 1)
  static let usage = ExitStatus(rawValue: 2)
  /// A farm was halted by its policy.
  static let halted = ExitStatus(rawValue: 3)
  /// The time was up, or the user said stop, with work left.
  static let workLeft = ExitStatus(rawValue: 4)
  static let infrastructureLost = ExitStatus(rawValue: 5)
}
