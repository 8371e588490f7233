import Foundation

/// A program that ran to its end.
struct Run {
  let status: Int32
  let output: String
  let error: String

  /// The lines on standard error, without the remark on a status that Open MPI 5's launcher frames with
  /// lines of dashes and cannot be told to leave out.
  var errorLines: [Substring] {
    var isFramed = false
    return error.split(separator: "\n").filter { line in
      let isFrame = line.count > 60 && line.allSatisfy { $0 == "-" }
      if isFrame { isFramed.toggle() }
      return !isFrame && !isFramed
    }
  }

  /// What makes Open MPI's launcher quicker: it does not look for a fabric, which takes each rank 0.2 s before
  /// it settles on `ob1`, and does not wait a second, twice, for what is left of a job that has failed.
  private static let haste = ["OMPI_MCA_pml": "ob1", "OMPI_MCA_odls_base_sigkill_timeout": "0"]

  /// Runs a program under a time limit; status 124 means that the limit was reached.
  ///
  /// - Parameters:
  ///   - command: the program, found on the path, and its arguments.
  ///   - environment: variables to set beside those of the tests.
  ///   - seconds: the limit.
  /// - Throws: what Foundation says if the program cannot be started.
  init(
    _ command: [String], environment: [String: String] = [:], limit seconds: Int = 60
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("mpisum-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, because a full pipe that nobody reads would stop the program.
    let files = try ["out", "err"].map { name in
      let url = folder.appendingPathComponent(name)
      try Data().write(to: url)
      return (url, try FileHandle(forWritingTo: url))
    }

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "-k", "5", "\(seconds)"] + command
    process.environment = ProcessInfo.processInfo.environment
      .merging(Self.haste) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = files[0].1
    process.standardError = files[1].1
    // A thread of a pool blocks most signals, and a program inherits that from the thread that starts it.
    var none = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    try process.run()
    process.waitUntilExit()

    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[0].0), as: UTF8.self)
    error = String(decoding: try Data(contentsOf: files[1].0), as: UTF8.self)
  }

  /// Runs a build of mpisum on some ranks, or without a launcher if `ranks` is 0.
  static func mpisum(
    _ arguments: [String], ranks: Int, build: Setup.Build = Setup.builds[0],
    environment: [String: String] = [:], limit seconds: Int = 60
  ) throws -> Run {
    let launcher = ranks == 0 ? [] : build.launcher + ["-np", "\(ranks)"]
    return try Run(
      launcher + [build.program] + arguments, environment: environment, limit: seconds)
  }

  /// Whether a program is on the path.
  static func canFind(_ program: String) -> Bool {
    (try? Run(["which", program]))?.status == 0
  }
}
