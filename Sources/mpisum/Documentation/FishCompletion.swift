/// Completions for fish.
enum FishCompletion {
  static func text(_ commands: [Command]) -> String {
    let name = Program.name
    var script = "# fish completion for \(name)\ncomplete -c \(name) -f\n"
    for command in commands {
      let words = command.nameWords
      let place =
        words.count == 1
        ? "__fish_use_subcommand" : quoted("__fish_seen_subcommand_from \(words[0])")
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
      let seen = command.nameWords.map { "__fish_seen_subcommand_from \($0)" }
      let longer = command.nameWords.count == 1 ? commands.secondWords(after: command.name) : []
      let unseen =
        longer.isEmpty
        ? [] : ["not __fish_seen_subcommand_from \(longer.joined(separator: " "))"]
      return (seen + unseen).joined(separator: "; and ")
    }
    let others = commands.firstWords.filter { $0 != command.name }.joined(separator: " ")
    return others.isEmpty ? "" : "not __fish_seen_subcommand_from \(others)"
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
