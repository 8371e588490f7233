/// Adds up what a run did, attempt by attempt in any order.
struct RunTally {
  /// What is added up of an attempt.
  struct Attempt {
    var rank: Int
    /// By its node's clock, in seconds since 1970.
    var started: Double
    var seconds: Double
    var processorSeconds: Double
    /// The cores that the task asked for; nil if it did not.
    var cpus: Int?
    var hasSucceeded: Bool
    /// Whether the run had made another attempt at the task before.
    var isRetry: Bool
    /// What the run has spent on the task so far, this attempt included.
    var taskSeconds: Double
  }

  private let slots: Int
  private let cpus: Int
  private let rankSlots: [Int]
  private var attempts = 0
  private var retries = 0
  private var busy = 0.0
  private var wasted = 0.0
  private var processor = 0.0
  private var longest = 0.0
  private var first = Double.infinity
  private var last = -Double.infinity
  private var ends: LastEnds

  /// - Parameters:
  ///   - slots: those of all ranks.
  ///   - cpus: the cores that one stands for.
  ///   - rankSlots: those of each rank; empty if that is not known.
  init(slots: Int, cpus: Int, rankSlots: [Int]) {
    self.slots = max(1, slots)
    self.cpus = max(1, cpus)
    self.rankSlots = rankSlots
    ends = LastEnds(slots: self.slots)
  }

  /// Takes an attempt in.
  mutating func add(_ attempt: Attempt) {
    let width = width(attempt)
    attempts += 1
    if attempt.isRetry { retries += 1 }
    busy += attempt.seconds * width
    if !attempt.hasSucceeded { wasted += attempt.seconds * width }
    processor += attempt.processorSeconds
    longest = max(longest, attempt.taskSeconds)
    first = min(first, attempt.started)
    last = max(last, attempt.started + attempt.seconds)
    ends.add(attempt.started + attempt.seconds, width: width)
  }

  /// The slots that an attempt took up.
  private func width(_ attempt: Attempt) -> Double {
    guard let wanted = attempt.cpus, wanted > cpus else { return 1 }
    let most = rankSlots.indices.contains(attempt.rank) ? rankSlots[attempt.rank] : slots
    return max(1, min(Double(wanted) / Double(cpus), Double(most)))
  }

  /// What it came to.
  func figures(
    run: Int, started: Double, ended: Double?, verdict: Int?, ranks: Int, quarantined: [String]
  ) -> RunFigures {
    let makespan = attempts > 0 ? last - first : 0
    let wall = max(0, (ended ?? max(started, last)) - started)
    let idle = max(0, Double(slots) * wall - busy)
    // With work left, no slot was idle for want of it.
    let hasRunOut = verdict == Int(Verdict.done) || verdict == Int(Verdict.failures)
    var ends = ends
    let tail = attempts > 0 ? last - (ends.beginningOfTail() ?? first) : 0
    return RunFigures(
      run: run, started: started, ended: ended, verdict: verdict, ranks: ranks, slots: slots,
      cpus: cpus, attempts: attempts, retries: retries, wallSeconds: wall,
      makespanSeconds: makespan, idealSeconds: max(busy / Double(slots), longest),
      longestSeconds: longest, tailSeconds: hasRunOut ? tail : nil, busySlotSeconds: busy,
      wastedSlotSeconds: wasted, processorSeconds: processor,
      idleCoreHours: idle * Double(cpus) / 3600,
      utilisation: wall > 0 ? min(1, busy / (Double(slots) * wall)) : 0, quarantined: quarantined)
  }
}
