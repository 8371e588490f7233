/// The manual page in the `man` macros of roff.
enum ManPage {
  /// What the whole program does, for the page's name line.
  private static let purpose = "sum slow series and run bags of shell commands over MPI ranks"

  static func text(_ commands: [Command]) -> String {
    let title = Program.name.uppercased()
    var page = ".TH \(title) 1 \"\" \"\(Program.name) \(Program.version)\" \"User Commands\"\n"
    page += ".SH NAME\n\(Program.name) \\- \(escaped(purpose))\n"
    page += ".SH SYNOPSIS\n.nh\n"
    for command in commands {
      let options = command.shownOptions.map { escaped($0.synopsis) }.joined(separator: "\n")
      page += ".B \(escaped(command.invocation))\n\(options)\n"
      if let forms = command.operands?.forms {
        page += "\(escaped(forms.joined(separator: " | ")))\n"
      }
      page += ".br\n"
    }
    page += ".hy\n.SH DESCRIPTION\n"
    for command in commands {
      page += section(command)
    }
    page += ".SH \"EXIT STATUS\"\n"
    for command in commands {
      page += ".SS \(escaped(command.invocation))\n"
      for meaning in command.exitStatuses {
        page += ".TP\n.B \(meaning.status.rawValue)\n\(escaped(meaning.help)).\n"
      }
    }
    page += ".PP\nLaunchers may replace a rank's status.\n"
    return page
  }

  private static func section(_ command: Command) -> String {
    var text = ".SS \(escaped(command.invocation))\n\(escaped(command.purpose))\n"
    for paragraph in command.paragraphs {
      text += ".PP\n\(escaped(paragraph))\n"
    }
    for option in command.shownOptions {
      text += ".TP\n\(signature(option))\n\(escaped(option.help)).\n"
      if let standard = option.standard {
        text += "The default is \(escaped(standard)).\n"
      }
    }
    text += ".PP\nExamples:\n"
    for example in command.examples {
      text += ".TP\n.B \(escaped(example.line))\n\(escaped(example.help)).\n"
    }
    return text
  }

  /// The option's names in bold, its argument in italics.
  private static func signature(_ option: Option) -> String {
    let names = (option.short.map { ["-\($0)"] } ?? []) + ["--\(option.long)"]
    let bold = names.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
    return bold + (option.argument.map { " \\fI\(escaped($0.name))\\fR" } ?? "")
  }

  /// Plain text as roff reads it: no escapes, no requests, and minus signs that can be copied.
  private static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "'": result += "\\(aq"
      default: result.append(character)
      }
    }
    return result.first == "." ? "\\&" + result : result
  }
}
