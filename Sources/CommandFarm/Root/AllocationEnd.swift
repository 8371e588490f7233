/// When the scheduler takes the nodes back, in seconds since 1970.
public enum AllocationEnd {
  /// What is known of it.
  public enum Answer: Hashable, Sendable {
    /// This job has no scheduler, or its time is not limited.
    case unlimited
    case at(Double)
    /// The scheduler was asked and did not say; the text tells the user so.
    case unknown(String)
  }

  /// Asks Slurm or PBS, whichever runs this job.
  ///
  /// - Parameters:
  ///   - now: the present.
  ///   - variable: the value of an environment variable.
  ///   - output: what a program prints on standard output; nil if it is not there, fails or takes too
  ///     long.
  /// - Returns: the end.
  public static func find(
    now: Double, variable: (String) -> String?, output: ([String]) -> String?
  ) -> Answer {
    if let end = variable("SLURM_JOB_END_TIME").flatMap(Double.init), end > 0 { return .at(end) }
    if let job = variable("SLURM_JOB_ID") ?? variable("SLURM_JOBID"), !job.isEmpty {
      if let answer = output(["scontrol", "show", "job", job]).flatMap(slurmJob) { return answer }
      if let answer = output(["squeue", "-h", "-j", job, "-o", "%e"]).flatMap(slurmMoment) {
        return answer
      }
      return .unknown("neither scontrol nor squeue says when Slurm ends job \(job)")
    }
    if let job = variable("PBS_JOBID"), !job.isEmpty {
      if let answer = output(["qstat", "-f", job]).flatMap({ pbsJob($0, now: now) }) {
        return answer
      }
      return .unknown("qstat does not say when PBS ends job \(job)")
    }
    return .unlimited
  }

  /// The end in the output of `scontrol show job`.
  static func slurmJob(_ text: String) -> Answer? {
    let key = "EndTime="
    guard let word = text.split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix(key) })
    else { return nil }
    return slurmMoment(String(word.dropFirst(key.count)))
  }

  /// A moment as Slurm prints it: local time, or a word where the time is not limited.
  static func slurmMoment(_ text: String) -> Answer? {
    // Heterogeneous jobs have a line for each part; the farm runs in the first.
    guard let word = text.split(whereSeparator: \.isWhitespace).first else { return nil }
    if ["Unknown", "NONE", "None", "N/A", "UNLIMITED"].contains(word) { return .unlimited }
    guard word.contains("T") else { return nil }
    return MomentText.seconds(String(word), after: 0).map(Answer.at)
  }

  /// The end in the output of `qstat -f`.
  ///
  /// It follows from when the job was started. The time that it has used tells it too, but lags
  /// minutes behind.
  static func pbsJob(_ text: String, now: Double) -> Answer? {
    var values: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      let key = line[..<equals].trimmed
      // Only the first of several jobs counts.
      if values[key] == nil { values[key] = line[line.index(after: equals)...].trimmed }
    }
    guard values["job_state"] != nil || values["Job_Name"] != nil else { return nil }
    guard let limit = values["Resource_List.walltime"] else { return .unlimited }
    guard let limit = seconds(ofClock: limit) else { return nil }
    if let start = (values["stime"] ?? values["start_time"]).flatMap(moment(ofDate:)) {
      return .at(start + limit)
    }
    return .at(now + limit - (values["resources_used.walltime"].flatMap(seconds(ofClock:)) ?? 0))
  }

  /// The seconds of `12:00:00`, `1:12:00:00` or `3600`.
  private static func seconds(ofClock text: Substring) -> Double? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...4).contains(fields.count) else { return nil }
    var seconds = 0
    for (field, unit) in zip(fields.reversed(), [1, 60, 3600, 86_400]) {
      guard let field, (0..<100_000_000).contains(field) else { return nil }
      seconds += field * unit
    }
    return Double(seconds)
  }

  /// The moment of `Thu Nov 21 14:33:00 2026`, local time.
  private static func moment(ofDate text: Substring) -> Double? {
    let words = text.split(whereSeparator: \.isWhitespace)
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard words.count == 5, let month = months.firstIndex(where: { $0 == words[1] }) else {
      return nil
    }
    let twoDigits = { (text: Substring) in text.count < 2 ? "0\(text)" : String(text) }
    let date = "\(words[4])-\(twoDigits("\(month + 1)"))-\(twoDigits(words[2]))"
    return MomentText.seconds("\(date)T\(words[3])", after: 0)
  }
}

extension Substring {
  /// The text without white space at its ends.
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}
