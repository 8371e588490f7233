/// Completions for zsh.
enum ZshCompletion {
  static func text(_ commands: [Command]) -> String {
    let name = Program.name
    var script = "#compdef \(name)\n\n_\(name)() {\n  local command=$words[2]\n"
    script += "  case $command in\n"
    for command in commands.sorted(by: { !$0.isDefault && $1.isDefault }) {
      script += "    \(command.isDefault ? "*" : command.name))\n      _arguments -s -S \\\n"
      for option in command.shownOptions {
        script += "        \(specification(option)) \\\n"
      }
      script += "        '1:command:(\(commands.map(\.name).joined(separator: " ")))'\n      ;;\n"
    }
    script += "  esac\n}\n\n_\(name) \"$@\"\n"
    return script
  }

  /// One option in the form that `_arguments` reads.
  private static func specification(_ option: Option) -> String {
    let help = quotable(option.help)
    let value = option.argument.map { argument in
      let words = argument.words.isEmpty ? " " : "(\(argument.words.joined(separator: " ")))"
      return ":\(argument.name):\(words)"
    }
    let long = "--\(option.long)" + (value == nil ? "" : "=")
    let rest = "[\(help)]\(value ?? "")"
    guard let short = option.short else {
      return "'\(option.isRepeatable ? "*" : "")\(long)\(rest)'"
    }
    let letter = "-\(short)" + (value == nil ? "" : "+")
    return "'(-\(short) --\(option.long))'{\(letter),\(long)}'\(rest)'"
  }

  /// The text within brackets within single quotes.
  private static func quotable(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "'": result += "'\\''"
      case "[", "]", ":", "\\": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }
}
