/// Completions for fish.
enum FishCompletion {
  static func text(_ commands: [Command]) -> String {
    let name = Program.name
    var script = "# fish completion for \(name)\ncomplete -c \(name) -f\n"
    for command in commands {
      let words = command.nameWords
      let place =
        words.count == 1
        ? "__fish_use_subcommand" : quoted(condition(of: words[0], among: commands))
      script +=
        "complete -c \(name) -n \(place) -a \(words[words.count - 1])"
        + " -d \(quoted(command.purpose))\n"
      let condition = condition(command, among: commands)
      for option in command.shownOptions {
        script += line(option, condition: condition)
      }
      if command.operands != nil {
        script += "complete -c \(name) -n \(quoted(condition)) -F\n"
      }
    }
    return script
  }

  /// A command's options are offered after its name; the default one's unless another is named.
  private static func condition(_ command: Command, among commands: [Command]) -> String {
    guard command.isDefault else {
      let words = command.nameWords
      return words.count == 1
        ? condition(of: words[0], among: commands)
        : words.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
    }
    let others = commands.firstWords.filter { $0 != command.name }.joined(separator: " ")
    return others.isEmpty ? "" : "not __fish_seen_subcommand_from \(others)"
  }

  /// After the first word of commands, before the second one of any.
  private static func condition(of first: String, among commands: [Command]) -> String {
    let seen = "__fish_seen_subcommand_from \(first)"
    let second = commands.secondWords(after: first).joined(separator: " ")
    return second.isEmpty ? seen : "\(seen); and not __fish_seen_subcommand_from \(second)"
  }

  private static func line(_ option: Option, condition: String) -> String {
    var line = "complete -c \(Program.name)"
    if !condition.isEmpty { line += " -n \(quoted(condition))" }
    if let short = option.short { line += " -s \(short)" }
    line += " -l \(option.long)"
    if let argument = option.argument {
      line += argument.isPath ? " -r -F" : " -x"
      if !argument.words.isEmpty { line += " -a \(quoted(argument.words.joined(separator: " ")))" }
    }
    return line + " -d \(quoted(option.help))\n"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.reduce(into: "") { result, character in
      if character == "'" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return "'\(escaped)'"
  }
}
