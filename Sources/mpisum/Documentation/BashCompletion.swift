/// Completions for bash, without the bash-completion package.
enum BashCompletion {
  static func text(_ commands: [Command]) -> String {
    let name = Program.name
    var script = """
      # bash completion for \(name)
      _\(name)() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local command=${COMP_WORDS[1]} names=
        # bash takes --option=value for three words.
        if [[ $current == '=' ]]; then
          current=
        elif [[ $previous == '=' ]]; then
          previous=${COMP_WORDS[COMP_CWORD-2]}
        fi
        COMPREPLY=()
        case $command in

      """
    for command in commands.sorted(by: { !$0.isDefault && $1.isDefault }) {
      script +=
        "    \(command.isDefault ? "*" : command.name))\n" + options(of: command) + "      ;;\n"
    }
    script += """
        esac
        if [[ $current != -* ]] && (( COMP_CWORD == 1 )); then
          names='\(commands.map(\.name).joined(separator: " "))'
        fi
        COMPREPLY=($(compgen -W "$names" -- "$current"))
      }
      complete -F _\(name) \(name)

      """
    return script
  }

  /// The arm of the `case` for one command: values of its options, then their names.
  private static func options(of command: Command) -> String {
    var arm = "      case $previous in\n"
    for option in command.shownOptions {
      guard let argument = option.argument else { continue }
      let pattern = (option.short.map { "-\($0)|" } ?? "") + "--\(option.long)"
      let reply =
        argument.words.isEmpty
        ? ""
        : "COMPREPLY=($(compgen -W '\(argument.words.joined(separator: " "))' -- \"$current\")); "
      arm += "        \(pattern)) \(reply)return ;;\n"
    }
    arm += "      esac\n"
    let names = command.shownOptions.map { "--\($0.long)" }.joined(separator: " ")
    return arm + "      names='\(names)'\n"
  }
}
