import Foundation
import TestSupport

/// A folder in which the farms of one test run, with a store and the files that its tasks leave.
///
/// Everything that is started here carries a mark in its environment, by which it is found again
/// wherever it went.
final class FarmFolder {
  /// Where the farms run.
  let url: URL
  /// The value of `FARM_TEST_MARK`.
  let mark = UUID().uuidString
  private let outputs: URL

  /// Makes an empty folder.
  init() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("mpisum-farm-\(mark)")
    url = base.appendingPathComponent("work")
    outputs = base.appendingPathComponent("outputs")
    for folder in [url, outputs] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit {
    // Only what is marked, by its number; there is nothing unless the test has failed.
    for process in LiveProcess.all(with: "FARM_TEST_MARK", equalTo: mark) { process.send(SIGKILL) }
    try? FileManager.default.removeItem(at: url.deletingLastPathComponent())
  }

  /// Its processes that live.
  var processes: FarmProcesses {
    FarmProcesses(LiveProcess.all(with: "FARM_TEST_MARK", equalTo: mark))
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file.
  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  /// Writes a file.
  func write(_ name: String, _ bytes: Data) throws {
    try bytes.write(to: url.appendingPathComponent(name))
  }

  /// A file's bytes; nil if there is none.
  func read(_ name: String) -> Data? { try? Data(contentsOf: url.appendingPathComponent(name)) }

  /// Whether there is a file.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The names of its files.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }

  /// The lines of a file and how often each stands there: what tasks append with `>>` is never mixed.
  func counts(_ name: String = "effects") -> [String: Int] {
    let text = String(decoding: read(name) ?? Data(), as: UTF8.self)
    return Dictionary(text.split(separator: "\n").map { (String($0), 1) }, uniquingKeysWith: +)
  }

  /// Starts `mpisum farm` under the launcher, or without one if `ranks` is 0.
  func start(
    _ arguments: [String], ranks: Int = 2, environment: [String: String] = [:],
    isFed: Bool = false, limit seconds: Int = 120
  ) throws -> RunningJob {
    let launcher = ranks == 0 ? [] : FarmSetup.launcher + ["-np", "\(ranks)"]
    return try RunningJob(
      launcher + [FarmSetup.program, "farm"] + arguments, folder: outputs, directory: url,
      environment: environment.merging(["FARM_TEST_MARK": mark]) { $1 }, isFed: isFed,
      limit: seconds)
  }

  /// Runs `mpisum farm` to its end, which it comes to by itself.
  func run(
    _ arguments: [String], ranks: Int = 2, environment: [String: String] = [:],
    limit seconds: Int = 120
  ) throws -> FarmResult {
    end(
      of: try start(
        arguments, ranks: ranks, environment: environment.merging(Job.noGrace) { $1 },
        limit: seconds))
  }

  /// Waits for a farm.
  func end(of job: RunningJob) -> FarmResult {
    let status = job.wait()
    return FarmResult(status: status, bytes: job.outputBytes, errors: job.errors)
  }

  /// `mpisum farm` under the launcher, as a shell's command line begins.
  func commandLine(ranks: Int) -> String {
    let launcher = ranks == 0 ? [] : FarmSetup.launcher + ["-np", "\(ranks)"]
    return (launcher + ["'\(FarmSetup.program)'", "farm"]).joined(separator: " ")
  }

  /// Starts a shell's command line here.
  func startShell(_ command: String, limit seconds: Int = 60) throws -> RunningJob {
    try RunningJob(
      ["sh", "-c", command], folder: outputs, directory: url,
      environment: ["FARM_TEST_MARK": mark], limit: seconds)
  }

  /// Runs a shell's command line here.
  func shell(_ command: String, limit seconds: Int = 60) throws -> FarmResult {
    end(of: try startShell(command, limit: seconds))
  }

  /// The process of the launcher itself, which `timeout` has started, or of the only rank.
  func launcher(of job: RunningJob) throws -> LiveProcess {
    guard let process = processes.all.first(where: { $0.parent == job.processID }) else {
      throw FarmProblem("the launcher has ended: \(job.errors)")
    }
    return process
  }
}
