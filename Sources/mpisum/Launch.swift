import Glibc
import MPI

/// What this process knows of its launcher before MPI is started.
enum Launch {
  /// Whether this is rank 0, or was started without a launcher.
  static var isRoot: Bool {
    (LauncherEnvironment.current?.rank ?? 0) == 0
  }

  /// Prints an answer that needs no MPI, once for the whole job.
  static func answer(_ text: String) -> ExitStatus {
    guard isRoot else { return .done }
    return printResult(text)
  }

  /// Reports a mistake of the user, once for the whole job.
  static func refuse(_ error: UsageError, of command: Command) -> ExitStatus {
    if isRoot { StandardStream.remark(error.line(of: command) + "\n") }
    letRootSpeak()
    return .usage
  }

  /// Waits on ranks other than 0, before they fail: launchers end the job when its first process does,
  /// and what rank 0 writes has to be out by then.
  static func letRootSpeak() {
    if !isRoot { usleep(500_000) }
  }

  /// Reports on a rank other than 0 what may be wrong with its node alone.
  ///
  /// If it is wrong with rank 0, too, that has said so, and the launcher has ended this process.
  static func letRootSpeakFirst(_ message: String) {
    guard !isRoot else { return }
    usleep(2_000_000)
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count - 1)
    let name = String(decoding: host.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    StandardStream.remark("\(Program.name): on \(name): \(message)\n")
  }

  /// Writes to standard output and says so on standard error if that fails.
  static func printResult(_ text: String) -> ExitStatus {
    do {
      try StandardStream.output.write(text)
      try StandardStream.output.flush()
      return .done
    } catch {
      StandardStream.remark("\(Program.name): cannot write to standard output: \(error.reason)\n")
      return .infrastructureLost
    }
  }
}
