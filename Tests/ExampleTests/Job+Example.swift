import TestSupport

extension Job {
  /// Runs an example.
  ///
  /// - Parameters:
  ///   - program: the example's name.
  ///   - arguments: what it is told.
  ///   - ranks: on how many ranks.
  ///   - threads: how many cores each rank is told to use; nil: those that it finds.
  /// - Throws: what Foundation says if the program cannot be started.
  init(
    example program: String, _ arguments: [String] = [], ranks: Int, threads: Int? = nil
  ) throws {
    let environment = threads.map { ["OMP_NUM_THREADS": "\($0)"] } ?? [:]
    try self.init(
      program: program, arguments, ranks: ranks, environment: environment, limit: 60)
  }

  /// The word behind a label on standard output.
  func value(_ label: String) -> String? {
    let line = output.split(separator: "\n").first { $0.hasPrefix(label + ":") }
    return line?.split(separator: " ").last.map(String.init)
  }

  /// The lines that an example itself wrote to standard error; launchers add their own.
  func messages(of program: String) -> [Substring] {
    errors.split(separator: "\n").filter { $0.hasPrefix(program + ": ") }
  }
}
