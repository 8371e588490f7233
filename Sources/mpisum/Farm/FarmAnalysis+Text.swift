import CommandFarm

extension FarmAnalysis {
  /// The figures for people.
  var text: String {
    var parts = [[tasksLine, attemptsLine]]
    if !runs.isEmpty {
      parts.append(
        TextTable.lines(
          [RunFigures.heading] + runs.map(\.cells) + (runs.count > 1 ? [total] : []),
          rightAligned: [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
    }
    if !failures.kinds.isEmpty { parts += [kindLines, nodeLines] }
    if !slowest.isEmpty { parts.append(notableLines) }
    if !remarks.isEmpty { parts.append(remarks) }
    return parts.map { $0.lines() }.joined(separator: "\n")
  }

  private var tasksLine: String {
    let states: [(Int, String)] = [
      (tasks.succeeded, "succeeded"), (tasks.failed, "failed"), (tasks.timedOut, "timed out"),
      (tasks.skipped, "skipped"), (tasks.interrupted, "interrupted"),
      (tasks.running, "running when killed"),
      (tasks.waiting, "not run"), (tasks.gone, "gone from the list"),
    ]
    let parts = states.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(tasks.total) tasks" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  private var attemptsLine: String {
    "\(attempts) attempts: retries \(retries), failed \(failures.attempts)"
  }

  /// The last line of the table of runs, where sums make sense.
  private var total: [String] {
    func sum(_ value: (RunFigures) -> Double) -> Double { runs.reduce(0) { $0 + value($1) } }
    return [
      "all", "", "", "\(attempts)", sum(\.wallSeconds).duration, "", "", "", "", "",
      sum(\.idleCoreHours).coreHours, (sum(\.processorSeconds) / 3600).coreHours,
    ]
  }

  private var kindLines: [String] {
    let rows = failures.kinds.prefix(Self.mostShown).map {
      [$0.text, "\($0.attempts)", "\($0.tasks)"]
    }
    return TextTable.lines([["Failure", "Attempts", "Tasks"]] + rows, rightAligned: [1, 2])
      + more(failures.kinds.count, "kinds of failure")
  }

  private var nodeLines: [String] {
    let rows = failures.nodes.prefix(Self.mostShown).map {
      [$0.host, "\($0.attempts)", "\($0.failed)"]
    }
    return TextTable.lines([["Node", "Attempts", "Failed"]] + rows, rightAligned: [1, 2])
      + more(failures.nodes.count, "nodes with failures")
  }

  private func more(_ count: Int, _ what: String) -> [String] {
    count > Self.mostShown ? ["and \(count - Self.mostShown) more \(what)"] : []
  }

  /// The tasks that stand out, in one table.
  private var notableLines: [String] {
    var rows = [["", "Task", "Seconds", "Memory", "Output", "Node", "Command"]]
    let lists = [
      ("slowest", slowest), ("most memory", largestMemory), ("most output", largestOutput),
    ]
    for (title, attempts) in lists {
      for (index, attempt) in attempts.enumerated() {
        var command = String(attempt.visibleCommand.prefix(Self.mostOfCommand))
        if command.count == Self.mostOfCommand { command += "..." }
        rows.append([
          index == 0 ? title : "", attempt.task.map(String.init) ?? "-",
          attempt.seconds.fixed(3), SizeText.binary(attempt.maxRSS * 1024),
          SizeText.binary(attempt.outputBytes), attempt.host, command,
        ])
      }
    }
    return TextTable.lines(rows, rightAligned: [1, 2, 3, 4])
  }

  /// What is to be said of runs in words.
  private var remarks: [String] {
    runs.flatMap { run in
      let barred = run.quarantined.map { "\($0) was given nothing more" }
      let killed = run.ended == nil ? [killedLine(run)] : []
      return killed
        + (barred + [run.advice(store: store)].compactMap { $0 }).map { "run \(run.run): \($0)" }
    }
  }

  /// That a run was killed, and what is known of that.
  private func killedLine(_ run: RunFigures) -> String {
    // Another run has gone on with what an earlier one left.
    guard run.run == runs.last?.run else { return "run \(run.run) was killed" }
    return
      "run \(run.run) was killed: \(tasks.running) task\(tasks.running == 1 ? " was" : "s were")"
      + " running then, and more may not have been read"
  }

  private static let mostShown = 10
  private static let mostOfCommand = 60
}
