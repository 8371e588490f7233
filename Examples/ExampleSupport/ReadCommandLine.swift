import Glibc
import MPI

/// Reads the settings of a program on every rank, before MPI is started.
///
/// All ranks have the same command line, so all of them see the same mistake: rank 0 prints one line
/// and every rank exits with status 2. After `--help` rank 0 prints how to call the program, and
/// every rank exits with status 0.
///
/// - Parameters:
///   - usage: the options of the program, for `--help`.
///   - read: makes the settings from the words after the program's name.
/// - Returns: the settings.
public func readCommandLine<Settings>(
  usage: String, _ read: ([String]) throws(UsageError) -> Settings
) -> Settings {
  let arguments = Array(CommandLine.arguments.dropFirst())
  let program = CommandLine.arguments.first.flatMap { $0.split(separator: "/").last } ?? "example"
  // MPI is not running yet: who speaks is known from the launcher.
  let isRoot = (LauncherEnvironment.current?.rank ?? 0) == 0
  if arguments.contains("--help") {
    if isRoot { print("usage: \(program) \(usage)") }
    exit(0)
  }
  do {
    return try read(arguments)
  } catch {
    if isRoot {
      writeToStandardError("\(program): \(error.message)")
    } else {
      // Launchers end the job when its first process fails: rank 0's line has to be out by then.
      usleep(500_000)
    }
    exit(2)
  }
}
