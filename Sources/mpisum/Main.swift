import Glibc

/// The program: reads the command line, then runs the command on every rank.
@main
struct Main {
  static func main() {
    exit(status(of: CommandLine.arguments).rawValue)
  }

  private static func status(of arguments: [String]) -> ExitStatus {
    do {
      let invocation = try ArgumentParser.parse(arguments)
      if let ending = invocation.options.ending {
        return Launch.answer(try answer(to: ending, invocation))
      }
      return try invocation.command.run(invocation.options)
    } catch {
      return Launch.refuse(error)
    }
  }

  /// The text that an option such as `--help` asks for.
  private static func answer(
    to option: Option, _ invocation: ArgumentParser.Invocation
  ) throws(UsageError) -> String {
    switch option.long {
    case OptionTable.help.long: return Help.text(invocation.command)
    case OptionTable.usage.long: return Help.usage(invocation.command)
    case OptionTable.version.long: return Versions.text
    default:
      let document: GeneratedDocument = try invocation.options.choice(option)
      return document.text
    }
  }
}
