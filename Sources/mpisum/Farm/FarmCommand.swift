import CommandFarm
import FoundationEssentials
import Glibc

/// The command `farm`.
enum FarmCommand {
  /// Checks everything that can be wrong before MPI is started, then runs the tasks.
  static func run(_ parsed: ParsedOptions) throws(UsageError) -> ExitStatus {
    let options = try FarmOptions(parsed)
    guard !parsed.contains(OptionTable.dryRun) else {
      return Launch.isRoot ? FarmDryRun.run(options) : .done
    }
    return FarmRun.run(options)
  }

  /// When the farm has to be over: the earliest of what the user and the scheduler say.
  ///
  /// Starts programs, and so is not for processes that have started MPI.
  static func end(_ options: FarmOptions) -> Double? {
    let answer = AllocationEnd.find(
      now: Date.now.timeIntervalSince1970,
      variable: { name in getenv(name).map { String(cString: $0) } },
      output: { ProgramOutput.text($0, limit: 10) })
    switch answer {
    case .unlimited: return options.end
    case .at(let end): return min(end, options.end ?? end)
    case .unknown(let remark):
      if options.end == nil {
        StandardStream.remark(
          "\(Program.name): warning: \(remark); --time-limit or --until can say it\n")
      }
      return options.end
    }
  }
}
