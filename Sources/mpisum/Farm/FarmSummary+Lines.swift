import CommandFarm

extension FarmSummary {
  /// What is worth saying of the run at its end, the most important first.
  var lines: [String] {
    var lines = [text]
    if !failures.kinds.isEmpty {
      var line = "failures: " + failures.text
      let nodes = failures.nodes.prefix(Self.mostShown).map { "\($0.failed) on \($0.host)" }
      // On the only node it was is no news.
      if hosts.count > 1 { line += "; " + nodes.joined(separator: ", ") }
      if failures.nodes.count > Self.mostShown { line += "..." }
      if figures.retries > 0 { line += "; retries: \(figures.retries)" }
      lines.append(line)
    }
    guard figures.wallSeconds >= RunFigures.leastSeconds, figures.attempts > 0 else { return lines }
    var parts = [
      "took \(figures.wallSeconds.duration)", "ideal \(figures.idealSeconds.duration)",
    ]
    if let tail = figures.tailSeconds { parts.append("tail \(tail.duration)") }
    parts.append("slots \(figures.utilisation.percent) busy")
    parts.append("\(figures.idleCoreHours.coreHours) of cores idle")
    lines.append(parts.joined(separator: ", "))
    if let advice = figures.advice(store: store) { lines.append(advice) }
    return lines
  }

  private static let mostShown = 3
}
