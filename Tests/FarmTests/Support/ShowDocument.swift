import Foundation

/// What `mpisum farm show --json` says of a store.
struct ShowDocument: Decodable {
  struct Task: Decodable {
    /// Its place in the input.
    let task: Int
    let state: String
    let command: String
    let attempts: [Attempt]
  }

  struct Attempt: Decodable {
    /// The how-manieth it is.
    let attempt: Int
    let exit: Int
    let signal: Int
    let reason: String
    private let stdout: String?
    private let stderr: String?
    private let stdoutBase64: String?
    private let stderrBase64: String?

    private enum CodingKeys: String, CodingKey {
      case attempt, exit, signal, reason, stdout, stderr
      case stdoutBase64 = "stdout_base64"
      case stderrBase64 = "stderr_base64"
    }

    /// Whether the task was done by it.
    var isSuccess: Bool { reason == "exited" && exit == 0 && signal == 0 }

    /// What it wrote to standard output; text unless it is not UTF-8.
    var output: Data? {
      stdout.map { Data($0.utf8) } ?? stdoutBase64.flatMap { Data(base64Encoded: $0) }
    }

    /// What it wrote to standard error.
    var errors: Data? {
      stderr.map { Data($0.utf8) } ?? stderrBase64.flatMap { Data(base64Encoded: $0) }
    }
  }

  let schema: String
  let tasks: [Task]
}

extension FarmFolder {
  /// What `show --json` says of a store.
  func document(_ options: [String] = [], store: String = "farm.db") throws -> ShowDocument {
    let show = try run(["show", store, "--json"] + options, ranks: 0)
    guard show.status == 0 else { throw FarmProblem("show: \(show)") }
    return try JSONDecoder().decode(ShowDocument.self, from: show.bytes)
  }
}
