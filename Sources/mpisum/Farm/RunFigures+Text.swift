import CommandFarm

extension RunFigures {
  /// The names of the ``cells``.
  static let heading = [
    "Run", "Started", "Slots", "Attempts", "Wall", "Ran", "Ideal", "Tail", "Busy", "Wasted",
    "Idle", "Used",
  ]

  /// The figures in a line of a table.
  var cells: [String] {
    [
      "\(run)", started.localTime, "\(slots)", "\(attempts)", wallSeconds.duration,
      makespanSeconds.duration, idealSeconds.duration, tailSeconds.map(\.duration) ?? "-",
      utilisation.percent, (utilisation * wastedPart).percent, idleCoreHours.coreHours,
      (processorSeconds / 3600).coreHours,
    ]
  }

  /// The part of the busy time that went into attempts that did not succeed.
  var wastedPart: Double { busySlotSeconds > 0 ? wastedSlotSeconds / busySlotSeconds : 0 }

  /// What is to be said and done about the tail; nil if nothing.
  func advice(store: String) -> String? {
    guard let tailSeconds, isTailLong, wallSeconds >= Self.leastSeconds else { return nil }
    let part = (tailSeconds / makespanSeconds).percent
    let cause = "in the last \(tailSeconds.duration) (\(part)) some slots had nothing left to do: "
    guard isOrderWorthATry else {
      return longestSeconds == idealSeconds
        ? cause + "one task alone took \(longestSeconds.duration), and no order makes that shorter"
        : nil
    }
    let gain = (makespanSeconds - idealSeconds).duration
    return cause + "such tasks may end up to \(gain) earlier with --order \(store.quotedForShell),"
      + " or with --order longest where their times are declared"
  }

  /// What is over sooner than this, in seconds, nobody wants to be faster.
  static let leastSeconds = 2.0
}

extension Double {
  /// A part of 1 as a percentage without decimals.
  var percent: String { (self * 100).fixed(0) + " %" }

  /// Hours of a core with three digits or more.
  var coreHours: String { fixed(self < 1 ? 3 : self < 100 ? 1 : 0) + " h" }
}

extension FailureFigures {
  /// How often attempts failed in which way, the most frequent first, in a line.
  var text: String {
    let shown = kinds.prefix(Self.mostShown).map { "\($0.attempts) x \($0.text)" }
    let rest = kinds.dropFirst(Self.mostShown).reduce(0) { $0 + $1.attempts }
    return (shown + (rest > 0 ? ["\(rest) in other ways"] : [])).joined(separator: ", ")
  }

  private static let mostShown = 5
}
