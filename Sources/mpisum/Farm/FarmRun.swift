import CommandFarm
import Glibc
import MPI

/// A farm on all ranks, from before MPI is started to the summary.
enum FarmRun {
  static func run(_ options: FarmOptions) -> ExitStatus {
    var options = options
    let guardian: Guardian
    do {
      // First of all: it must have neither threads nor anything of MPI.
      guardian = try Guardian.start()
    } catch {
      StandardStream.remark("\(Program.name): \(error)\n")
      return .infrastructureLost
    }
    // It says how many cores one task may use, not how many tasks a rank may run. The tasks have it
    // from the guardian, which has kept it.
    unsetenv("OMP_NUM_THREADS")
    options.version = Program.version
    if Launch.isRoot { options.end = FarmCommand.end(options) }

    let console = FarmTerminal(options.progress)
    let failure = ExitStatus.infrastructureLost.rawValue
    return withMPI(threads: .funneled, failureStatus: failure) { [options] world in
      let (status, summary) = try Farm.run(
        options, on: world, guardian: guardian, console: console)
      if let summary { try print(summary, asJSON: options.isJSON) }
      return ExitStatus(rawValue: status)
    }
  }

  /// Says on the root what the farm came to.
  private static func print(_ summary: FarmSummary, asJSON isJSON: Bool) throws {
    guard isJSON else {
      StandardStream.remark(summary.lines.map { "\(Program.name): \($0)\n" }.joined())
      return
    }
    _ = Launch.printResult(try summary.jsonLine())
  }
}
