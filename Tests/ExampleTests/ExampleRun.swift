import Foundation
import MPI

/// One run of a built example under the launcher of the MPI library that it is built with.
struct ExampleRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs an example; status 124, or 137, means that it took longer than 60 seconds.
  ///
  /// - Parameters:
  ///   - program: the example's name.
  ///   - arguments: what it is told.
  ///   - ranks: on how many ranks.
  ///   - threads: how many cores each rank is told to use; nil: those that it finds.
  /// - Throws: what Foundation says if the program cannot be started.
  init(
    _ program: String, _ arguments: [String] = [], ranks: Int, threads: Int? = nil
  ) throws {
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["timeout", "-k", "5", "60", Self.launcher, "-n", "\(ranks)"]
      + [products.appendingPathComponent(program).path] + arguments
    process.environment = Self.environment(threads: threads)
    // Files, because a full pipe that nobody reads would stop the program.
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("mpisum-examples-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["output", "errors"].map { folder.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[0]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
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

  private static let launcher: String = {
    let isMPICH = MPI.Environment.libraryName.hasPrefix("MPICH")
    let name = isMPICH ? "mpirun.mpich" : "mpirun.openmpi"
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let isThere = folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    return isThere ? name : "mpiexec"
  }()

  private static func environment(threads: Int?) -> [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["OMP_NUM_THREADS"] = threads.map(String.init)
    for name in ["OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] {
      variables[name] = "1"
    }
    for name in ["OMPI_MCA_rmaps_base_oversubscribe", "OMPI_MCA_mpi_yield_when_idle"] {
      variables[name] = "1"
    }
    // After a failure Open MPI waits twice this long for ranks that are gone.
    variables["OMPI_MCA_odls_base_sigkill_timeout"] = "0"
    return variables
  }
}
