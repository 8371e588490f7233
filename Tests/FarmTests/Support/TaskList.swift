/// Task lists that tests share.
enum TaskList {
  /// Tasks that print to both outputs and leave an effect.
  static func quick(_ numbers: some Sequence<Int>) -> [String] {
    numbers.map { "echo out-\($0); echo err-\($0) >&2; echo q\($0) >>effects" }
  }

  /// The effects of quick tasks.
  static func quickEffects(_ numbers: some Sequence<Int>) -> [String] { numbers.map { "q\($0)" } }

  /// What a task does to wait for the test: it runs until there is a file `go`.
  static let hold = "while [ ! -e go ]; do sleep 0.05; done"

  /// Tasks that run until there is a file `go`, each in another bad way, and say in `holding` that
  /// they are there.
  ///
  /// - Returns: the lines; the effects are `h0`, `h1` and so on.
  static func holding() -> [String] {
    let launch = FarmSetup.launcher.joined(separator: " ")
    let bodies = [
      // Plain.
      hold,
      // With children in its process group, which outlive a kill of their parent alone.
      "sleep 1000 & sleep 1001 & \(hold)",
      // With a daemon: a session of its own, twice forked, that keeps the outputs open.
      "setsid sh -c 'sleep 1000 & sleep 1001' & \(hold)",
      // With a daemon that wants to live.
      "setsid sh -c 'trap \"\" TERM HUP INT; (sleep 1000 & sleep 1001)' >/dev/null 2>&1 & \(hold)",
      // Closing its outputs.
      "exec >&- 2>&-; \(hold)",
      // Deaf to the signal that asks it to end.
      "trap '' TERM; \(hold)",
      // An MPI job of its own.
      "\(launch) -np 2 sh -c '\(hold)'",
    ]
    return bodies.enumerated().map { "echo h\($0) >>holding; \($1); echo h\($0) >>effects" }
  }

  /// The effects of the holding tasks, which are what they say in `holding` too.
  static let holdingEffects = (0..<7).map { "h\($0)" }

  /// A task list as a file has it.
  static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}
