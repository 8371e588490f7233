/// The files that `make install` has the program write from its option table.
enum GeneratedDocument: String, CaseIterable {
  case man
  case bash
  case zsh
  case fish

  /// The file's text.
  var text: String {
    let commands = OptionTable.commands
    return switch self {
    case .man: ManPage.text(commands)
    case .bash: BashCompletion.text(commands)
    case .zsh: ZshCompletion.text(commands)
    case .fish: FishCompletion.text(commands)
    }
  }
}
