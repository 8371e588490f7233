extension FarmStatusReport {
  /// The report as lines for a reader.
  func text(now: Double) -> String {
    var lines = [("store", store), ("state", stateText(now: now))]
    if let host {
      let process = pid.map { " (process \($0))" } ?? ""
      lines.append(("root", host + process))
    }
    if let started { lines.append(("started", started.localTime)) }
    lines.append(("tasks", tasksText))
    if let slots, let ranks {
      lines.append(("slots", "\(slots) on \(ranks) rank\(ranks == 1 ? "" : "s")"))
    }
    if state == .running || state == .draining {
      if let rate { lines.append(("rate", "\(rate.fixed(rate < 10 ? 1 : 0)) tasks/s")) }
      if let secondsLeft { lines.append(("time left", secondsLeft.clockTime)) }
      if let end { lines.append(("ends by", end.localTime)) }
    }
    if let verdict {
      lines.append(("verdict", "\(verdict)" + (meaning(of: verdict).map { " (\($0))" } ?? "")))
    }
    return lines.map { name, value in "\(name):".padded(to: 12) + value + "\n" }.joined()
  }

  private func meaning(of verdict: Int32) -> String? {
    guard state != .lost else { return "the farm was lost" }
    return OptionTable.farm.exitStatuses.first { $0.status.rawValue == verdict }?.help
  }

  private func stateText(now: Double) -> String {
    let silence = silence(now: now)
    // The status file is written once a second.
    let remark = silence < 10 ? "" : ", no sign of life for \(Int(silence)) s"
    switch state {
    case .running: return "running\(remark)"
    case .draining: return "draining: nothing more is started\(remark)"
    case .ended: return "ended"
    case .lost: return silence < 10 ? "lost: its process is gone" : "lost\(remark)"
    }
  }

  private var tasksText: String {
    var parts = ["\(tasks.done) of \(tasks.read) done", "\(tasks.succeeded) succeeded"]
    if tasks.failed > 0 { parts.append("\(tasks.failed) failed") }
    if tasks.skipped > 0 { parts.append("\(tasks.skipped) skipped") }
    if tasks.running > 0 { parts.append("\(tasks.running) running") }
    if tasks.queued > 0 { parts.append("\(tasks.queued) queued") }
    return parts.joined(separator: ", ")
  }
}

extension Double {
  /// Seconds as `m:ss`, or as `h:mm:ss` from an hour on.
  fileprivate var clockTime: String {
    let seconds = Int(Swift.min(Swift.max(self, 0), 1e9).rounded(.up))
    let pair = { (value: Int) in (value < 10 ? "0" : "") + String(value) }
    let minutes = seconds / 60
    return minutes < 60
      ? "\(minutes):\(pair(seconds % 60))"
      : "\(minutes / 60):\(pair(minutes % 60)):\(pair(seconds % 60))"
  }
}
