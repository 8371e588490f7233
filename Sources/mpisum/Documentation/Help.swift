/// What `--help` and `--usage` print.
enum Help {
  private static let width = 80
  private static let helpColumn = 26

  /// The whole help of a command.
  static func text(_ command: Command) -> String {
    let forms = command.operands.map { $0.forms.map { " \($0)" } } ?? [""]
    var text = ""
    for (index, form) in forms.enumerated() {
      text += "\(index == 0 ? "Usage:" : "   or:") \(command.invocation) [OPTION]...\(form)\n"
    }
    text += "\n"
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
    for meaning in command.exitStatuses {
      text += item(String(meaning.status.rawValue), meaning.help)
    }
    if command.isDefault {
      text += "\nOther commands, each with a --help of its own:\n"
      for other in OptionTable.commands where !other.isDefault {
        text += item(other.name, String(other.purpose.dropLast()))
      }
    }
    return text
  }

  /// The synopsis of a command, broken between options.
  static func usage(_ command: Command) -> String {
    let head = "Usage: \(command.invocation)"
    var lines = [head]
    let forms = command.operands?.forms ?? []
    let operands = forms.enumerated().map { index, form in (index == 0 ? "" : "| ") + form }
    for part in command.shownOptions.map(\.synopsis) + operands {
      let last = lines[lines.count - 1]
      if last.count + 1 + part.count > width {
        lines.append(String(repeating: " ", count: head.count) + " " + part)
      } else {
        lines[lines.count - 1] = last + " " + part
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
