import CommandFarm
import Glibc

/// `--dry-run`: the commands, and nothing else.
enum FarmDryRun {
  private static let room = 1 << 16

  /// Prints the commands as they would be run: one a line, or each ended by a null character where
  /// the input's records are.
  ///
  /// With `--order` they come as they would be started.
  static func run(_ options: FarmOptions) -> ExitStatus {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * room)
    do {
      let input = OrderedInput(
        try TaskInput(options.input), durations: try options.knownDurations(),
        taskTime: options.taskTime)
      while let item = try input.next() {
        guard case .task(let task) = item else { continue }
        bytes += task.command
        bytes.append(options.input.isNullSeparated ? 0 : UInt8(ascii: "\n"))
        if bytes.count >= room { try write(&bytes) }
      }
      try write(&bytes)
      try StandardStream.output.flush()
      return .done
    } catch let failure as StandardStream.Failure {
      StandardStream.remark(
        "\(Program.name): cannot write to standard output: \(failure.reason)\n")
      return .infrastructureLost
    } catch {
      // What was read before the mistake is worth seeing.
      try? write(&bytes)
      StandardStream.remark("\(Program.name): \(error)\n")
      return .usage
    }
  }

  private static func write(_ bytes: inout [UInt8]) throws(StandardStream.Failure) {
    let failure = bytes.withUnsafeBytes { bytes -> StandardStream.Failure? in
      do throws(StandardStream.Failure) {
        try StandardStream.output.write(bytes)
        return nil
      } catch {
        return error
      }
    }
    bytes.removeAll(keepingCapacity: true)
    if let failure { throw failure }
  }
}
