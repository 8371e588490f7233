import Foundation
import TestSupport

/// What Scripts/test.sh says of the programs under test, in environment variables.
enum FarmSetup {
  /// The built program: `MPISUM_PROGRAM`.
  static let program = variable("MPISUM_PROGRAM") ?? ""

  /// The same file as /proc names it, without symbolic links.
  static let programFile: String = {
    guard let path = realpath(program, nil) else { return program }
    defer { free(path) }
    return String(cString: path)
  }()

  /// The launcher of the program's MPI library and its options: `MPISUM_MPIEXEC`.
  static let launcher = words(variable("MPISUM_MPIEXEC") ?? Job.ownLauncher)

  /// The program and the launcher of the other library: `MPISUM_OTHER_PROGRAM`, `MPISUM_OTHER_MPIEXEC`.
  static let other: (program: String, launcher: [String])? = {
    guard let program = variable("MPISUM_OTHER_PROGRAM"),
      let launcher = variable("MPISUM_OTHER_MPIEXEC")
    else { return nil }
    return (program, words(launcher))
  }()

  /// Whether the long runs are wanted, as by `make test-full`: `MPISUM_FULL` is 1.
  static let isFull = variable("MPISUM_FULL") == "1"

  /// Whether the library is MPICH, whose launcher has other ways.
  static let isMPICH = Job.ownLauncher.contains("mpich")

  /// Whether the launcher tells a rank that standard input has ended: Open MPI 5.0's does not, so that
  /// `mpirun -n 1 cat </dev/null` waits for ever.
  static let endsInput = !Job.ownLauncher.contains("openmpi5")

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  private static func variable(_ name: String) -> String? {
    let value = ProcessInfo.processInfo.environment[name] ?? ""
    return value.isEmpty ? nil : value
  }
}
