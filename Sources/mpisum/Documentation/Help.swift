/// What `--help` and `--usage` print.
enum Help {
  private static let width = 80
  private static let helpColumn = 26

  /// The whole help of a command.
  static func text(_ command: Command) -> String {
    var text = "Usage: \(command.invocation) [OPTION]...\n\n"
    text += command.purpose.wrapped(to: width).lines()
    for paragraph in command.paragraphs {
      text += "\n" + paragraph.wrapped(to: width).lines()
    }
    text += "\nOptions:\n"
    for option in command.shownOptions {
      text += item(option.signature, help(of: option))
    }
    text += "\nExamples:\n"
    for example in command.examples {
      text += "  \(example.line)\n" + example.help.wrapped(to: width - 6).lines(indentedBy: 6)
    }
    text += "\nExit status:\n"
    for status in ExitStatus.allCases {
      text += item(String(status.rawValue), status.help)
    }
    return text
  }

  /// The synopsis of a command, broken between options.
  static func usage(_ command: Command) -> String {
    let head = "Usage: \(command.invocation)"
    var lines = [head]
    for option in command.shownOptions {
      let last = lines[lines.count - 1]
      if last.count + 1 + option.synopsis.count > width {
        lines.append(String(repeating: " ", count: head.count) + " " + option.synopsis)
      } else {
        lines[lines.count - 1] = last + " " + option.synopsis
      }
    }
    return lines.lines()
  }

  private static func help(of option: Option) -> String {
    option.help + (option.standard.map { " (default: \($0))" } ?? "")
  }

  /// A term at the left and its explanation in the right column.
  private static func item(_ term: String, _ help: String) -> String {
    let lines = help.wrapped(to: width - helpColumn)
    let term = "  " + term
    guard term.count + 2 <= helpColumn else {
      return term + "\n" + lines.lines(indentedBy: helpColumn)
    }
    return term.padded(to: helpColumn) + (lines.first ?? "") + "\n"
      + lines.dropFirst().lines(indentedBy: helpColumn)
  }
}
