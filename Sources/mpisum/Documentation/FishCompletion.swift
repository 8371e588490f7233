/// Completions for fish.
enum FishCompletion {
  static func text(_ commands: [Command]) -> String {
    let name = Program.name
    var script = "# fish completion for \(name)\ncomplete -c \(name) -f\n"
    for command in commands {
      script +=
        "complete -c \(name) -n __fish_use_subcommand -a \(command.name)"
        + " -d \(quoted(command.purpose))\n"
      for option in command.shownOptions {
        script += line(option, condition: condition(command, among: commands))
      }
    }
    return script
  }

  /// A command's options are offered after its name; the default one's unless another is named.
  private static func condition(_ command: Command, among commands: [Command]) -> String {
    guard command.isDefault else { return "__fish_seen_subcommand_from \(command.name)" }
    let others = commands.filter { !$0.isDefault }.map(\.name).joined(separator: " ")
    return others.isEmpty ? "" : "not __fish_seen_subcommand_from \(others)"
  }

  private static func line(_ option: Option, condition: String) -> String {
    var line = "complete -c \(Program.name)"
    if !condition.isEmpty { line += " -n \(quoted(condition))" }
    if let short = option.short { line += " -s \(short)" }
    line += " -l \(option.long)"
    if let argument = option.argument {
      line += " -x"
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
