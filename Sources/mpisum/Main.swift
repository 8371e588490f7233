import Glibc

/// The program: reads the command line, then runs the command on every rank.
@main
struct Main {
  static func main() {
    exit(status(of: Word.ofProcess).rawValue)
  }

  private static func status(of words: [Word]) -> ExitStatus {
    var words = words
    var command = OptionTable.standardCommand
    do throws(UsageError) {
      command = try ArgumentParser.command(in: &words)
      let options = try ArgumentParser.parse(words, of: command)
      if let ending = options.ending {
        return Launch.answer(try answer(to: ending, of: command, options))
      }
      return try command.run(options)
    } catch {
      return Launch.refuse(error, of: command)
    }
  }

  /// The text that an option such as `--help` asks for.
  private static func answer(
    to option: Option, of command: Command, _ options: ParsedOptions
  ) throws(UsageError) -> String {
    switch option.long {
    case OptionTable.help.long: return Help.text(command)
    case OptionTable.usage.long: return Help.usage(command)
    case OptionTable.version.long: return Versions.text
    default:
      let document: GeneratedDocument = try options.choice(option)
      return document.text
    }
  }
}
