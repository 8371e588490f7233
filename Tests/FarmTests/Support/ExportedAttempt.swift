/// A line of `mpisum farm export --csv`, for figures that the tests compute themselves.
struct ExportedAttempt {
  /// Empty if the task is gone from the list.
  let task: String
  let state, host, reason, command: String
  let run, rank, exit, signal, memory, written: Int
  let started, seconds, processor: Double

  /// The slots that it took up, as the test knows.
  var width = 1.0

  var end: Double { started + seconds }
  var hasSucceeded: Bool { reason == "exited" && exit == 0 }
  /// Whether it failed by itself.
  var hasFailed: Bool { !hasSucceeded && reason != "interrupted" && reason != "halted" }

  /// What kind of failure it is, in words of the test's own.
  var kind: String {
    switch reason {
    case "exited", "not-started": "\(reason) \(exit)"
    case "signalled": "\(reason) \(signal)"
    default: reason
    }
  }

  init(_ row: [String: String]) throws {
    func text(_ name: String) throws -> String {
      guard let value = row[name] else { throw FarmProblem("no column \(name)") }
      return value
    }
    func number<Value: LosslessStringConvertible>(_ name: String) throws -> Value {
      guard let value = Value(try text(name)) else { throw FarmProblem("\(name) of \(row)") }
      return value
    }
    task = try text("task")
    state = try text("state")
    host = try text("host")
    reason = try text("reason")
    command = try text("command")
    run = try number("run")
    rank = try number("rank")
    exit = try number("exit")
    signal = try number("signal")
    memory = try number("max_rss")
    written = try number("out_bytes") + number("err_bytes")
    started = try number("started")
    seconds = try number("seconds")
    processor = try number("user_s") + number("system_s")
  }
}
