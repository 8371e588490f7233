import Foundation

/// A line of `mpisum farm export --jsonl`: one attempt at a task.
struct Attempt {
  private let members: [String: Any]

  /// The lines of an export.
  static func all(_ text: String) throws -> [Attempt] {
    try text.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let members = value as? [String: Any] else { throw FarmProblem("no object: \(line)") }
      return Attempt(members: members)
    }
  }

  /// The task's place in the input; -1 if it is gone from the list.
  var ordinal: Int { integer("task") }
  /// The how-manieth attempt at the task it is.
  var number: Int { integer("attempt") }
  var command: String { members["command"] as? String ?? "" }
  var rank: Int { integer("rank") }
  var slot: Int { integer("slot") }
  var started: Double { number("started") }
  var seconds: Double { number("seconds") }
  var exit: Int { integer("exit") }
  var signal: Int { integer("signal") }
  var reason: String { members["reason"] as? String ?? "" }
  var peakMemory: Int { integer("max_rss") }
  var userSeconds: Double { number("user_s") }
  var outputBytes: Int { integer("out_bytes") }
  var errorBytes: Int { integer("err_bytes") }

  /// Whether the task was done by it.
  var isSuccess: Bool { reason == "exited" && exit == 0 && signal == 0 }

  private func integer(_ name: String) -> Int { (members[name] as? NSNumber)?.intValue ?? -1 }
  private func number(_ name: String) -> Double { (members[name] as? NSNumber)?.doubleValue ?? -1 }
}
