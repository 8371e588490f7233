/// Completions for zsh.
enum ZshCompletion {
  static func text(_ commands: [Command]) -> String {
    let name = Program.name
    var script = "#compdef \(name)\n\n_\(name)() {\n  local command=$words[2]\n"
    // Some commands have two words.
    script += "  (( CURRENT < 4 )) || command+=\" $words[3]\"\n"
    script += "  case $command in\n"
    for command in commands.mostSpecificFirst {
      let isPrefix = !command.isDefault && command.nameWords.count == 1
      let pattern = command.isDefault ? "*" : "'\(command.name)'"
      script += "    \(pattern)\(isPrefix ? "|'\(command.name) '*" : ""))\n"
      script += "      _arguments -s -S \\\n"
      for option in command.shownOptions {
        script += "        \(specification(option)) \\\n"
      }
      script += operands(command, among: commands)
      script += "        '1:command:(\(commands.firstWords.joined(separator: " ")))'\n      ;;\n"
    }
    script += "  esac\n}\n\n_\(name) \"$@\"\n"
    return script
  }

  /// What may follow the first word: the second one of a command, and files.
  private static func operands(_ command: Command, among commands: [Command]) -> String {
    guard command.operands != nil else { return "" }
    let words = commands.secondWords(after: command.nameWords[0]).joined(separator: " ")
    let second =
      words.isEmpty
      ? ""
      : "        '2: : _alternative \"commands\\:command\\:(\(words))\""
        + " \"files\\:file\\:_files\"' \\\n"
    return second + "        '*:file:_files' \\\n"
  }

  /// One option in the form that `_arguments` reads.
  private static func specification(_ option: Option) -> String {
    let help = quotable(option.help)
    let value = option.argument.map { argument in
      let words =
        argument.isPath
        ? "_files" : argument.words.isEmpty ? " " : "(\(argument.words.joined(separator: " ")))"
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
