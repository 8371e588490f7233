/// Completions for bash, without the bash-completion package.
enum BashCompletion {
  static func text(_ commands: [Command]) -> String {
    let name = Program.name
    var script = """
      # bash completion for \(name)
      _\(name)() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local command=${COMP_WORDS[1]} names=
        # Some commands have two words.
        (( COMP_CWORD < 3 )) || command+=" ${COMP_WORDS[2]}"
        # bash takes --option=value for three words.
        if [[ $current == '=' ]]; then
          current=
        elif [[ $previous == '=' ]]; then
          previous=${COMP_WORDS[COMP_CWORD-2]}
        fi
        COMPREPLY=()
        case $command in

      """
    for command in commands.mostSpecificFirst {
      script += "    \(pattern(command)))\n" + options(of: command) + "      ;;\n"
    }
    script += """
        esac
        if [[ $current != -* ]]; then
          case "$COMP_CWORD ${COMP_WORDS[1]}" in
            1\\ *) names='\(commands.firstWords.joined(separator: " "))' ;;

      """
    for word in commands.firstWords where !commands.secondWords(after: word).isEmpty {
      let words = commands.secondWords(after: word).joined(separator: " ")
      script += "      '2 \(word)') names='\(words)' ;;\n"
    }
    script += """
          esac
        fi
        COMPREPLY=($(compgen -W "$names" -- "$current"))
      }
      complete -F _\(name) \(name)

      """
    return script
  }

  /// What the words of a command line match if they begin with a command's name.
  private static func pattern(_ command: Command) -> String {
    if command.isDefault { return "*" }
    let name = "'\(command.name)'"
    return command.nameWords.count == 1 ? "\(name)|'\(command.name) '*" : name
  }

  /// The arm of the `case` for one command: values of its options, then their names.
  private static func options(of command: Command) -> String {
    var arm = "      case $previous in\n"
    for option in command.shownOptions {
      guard let argument = option.argument else { continue }
      let pattern = (option.short.map { "-\($0)|" } ?? "") + "--\(option.long)"
      let words = argument.words.joined(separator: " ")
      let reply =
        argument.isPath
        ? "\(fileNames); "
        : words.isEmpty ? "" : "COMPREPLY=($(compgen -W '\(words)' -- \"$current\")); "
      arm += "        \(pattern)) \(reply)return ;;\n"
    }
    arm += "      esac\n"
    let names = command.shownOptions.map { "--\($0.long)" }.joined(separator: " ")
    if command.operands != nil { arm += "      [[ $current == -* ]] || \(fileNames)\n" }
    let condition = command.operands == nil ? "" : "[[ $current != -* ]] || "
    return arm + "      \(condition)names='\(names)'\n"
  }

  /// Has the shell complete the names of files where there is no other candidate.
  private static let fileNames = "compopt -o default 2>/dev/null"
}
