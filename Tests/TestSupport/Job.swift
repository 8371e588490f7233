import Foundation
import MPI

/// One run of a program of this package under a launcher.
public struct Job {
  /// What the launcher made of the ranks' statuses.
  public let status: Int32
  /// What came on standard output.
  public let output: String
  /// What came on standard error, the launcher's own words among it.
  public let errors: String

  /// The launcher of the library that the tests are built with: `MPISUM_MPIEXEC`, else Debian's.
  public static var ownLauncher: String {
    if let named = variable("MPISUM_MPIEXEC") { return named }
    let name = Environment.libraryName.hasPrefix("MPICH") ? debian[1] : debian[0]
    return path(name) == nil ? "mpiexec" : name
  }

  /// A launcher of another library, if there is one: `MPISUM_OTHER_MPIEXEC`, else Debian's.
  public static var otherLauncher: String? {
    if let named = variable("MPISUM_OTHER_MPIEXEC") { return named }
    let own = Environment.libraryName.hasPrefix("MPICH") ? debian[1] : debian[0]
    return debian.first { $0 != own && path($0) != nil }
  }

  /// The launchers of the two libraries, by the names that Debian gives them.
  private static let debian = ["mpirun.openmpi", "mpirun.mpich"]

  /// Runs a program that was built beside the tests.
  ///
  /// A job that takes too long is killed and has status 124, or 137 if it has to be killed the hard way.
  ///
  /// - Parameters:
  ///   - program: the program's name.
  ///   - arguments: what it is told.
  ///   - ranks: on how many ranks.
  ///   - launcher: what starts them, with options of its own or without.
  ///   - environment: variables to set beside those of the tests.
  ///   - backtraces: whether Swift's runtime prints where a process crashed, which takes it seconds.
  ///   - grace: whether Open MPI's launcher leaves ranks time to end, which takes it seconds.
  ///   - seconds: how long it may take.
  /// - Throws: what Foundation says if the launcher cannot be started.
  public init(
    program: String, _ arguments: [String], ranks: Int, launcher: String = Job.ownLauncher,
    environment: [String: String] = [:], backtraces: Bool = false, grace: Bool = false,
    limit seconds: Int = 30
  ) throws {
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["timeout", "--verbose", "-k", "5", "\(seconds)"]
      + launcher.split(separator: " ").map(String.init) + ["-n", "\(ranks)"]
      + [products.appendingPathComponent(program).path] + arguments
    process.environment = Self.environment
      .merging(["SWIFT_BACKTRACE": "enable=\(backtraces ? "yes" : "no"),color=no"]) { $1 }
      .merging(grace ? [:] : Self.noGrace) { $1 }
      .merging(environment) { $1 }
    // Files, not pipes: a pipe that nobody empties while the other is read would block the job.
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("mpisum-job-\(ProcessInfo.processInfo.globallyUniqueString)")
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

  /// Whether the job came to a bad end by itself, not well and not by being killed because it hung.
  public var hasFailed: Bool { status != 0 && !errors.contains("timeout: sending signal") }

  /// The name of this machine, as MPI gives it; it cannot be asked where it was not initialised.
  public static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The lines of a text that contain another.
  public static func lines(of text: String, containing part: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.contains(part) }
  }

  /// Has Open MPI's launcher kill at once what is left of a job in which a rank has failed.
  ///
  /// By default it waits a second after it has asked them to end, and as long again afterwards, even for
  /// ranks that are gone. It does so as well when it is itself told to end.
  public static let noGrace = ["OMPI_MCA_odls_base_sigkill_timeout": "0"]

  /// This process's environment as a launcher wants it.
  ///
  /// Where other tests of this process have initialised MPI, the library has left variables that make
  /// a launcher believe that it is part of another job.
  static var environment: [String: String] {
    let foreign = ["OMPI_", "ORTE_", "PRTE_", "PMIX_", "PMI_", "MPI_LOCAL"]
    var variables = ProcessInfo.processInfo.environment
    variables = variables.filter { name, _ in !foreign.contains { name.hasPrefix($0) } }
    for name in ["OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] {
      variables[name] = "1"
    }
    for name in ["OMPI_MCA_rmaps_base_oversubscribe", "OMPI_MCA_mpi_yield_when_idle"] {
      variables[name] = "1"
    }
    // Open MPI's own choice where there is no fabric; to look for one takes each rank 0.2 s.
    variables["OMPI_MCA_pml"] = "ob1"
    // What Open MPI 5 calls oversubscription.
    variables["PRTE_MCA_rmaps_default_mapping_policy"] = ":oversubscribe"
    return variables
  }

  /// The value of a variable that is set to something.
  private static func variable(_ name: String) -> String? {
    let value = ProcessInfo.processInfo.environment[name] ?? ""
    return value.isEmpty ? nil : value
  }

  /// Where a command is, if it is anywhere.
  private static func path(_ command: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return folders.split(separator: ":").map { "\($0)/\(command)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
